// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>

/// Every limit has one name, here. Those of SCF carry their source (facts/scf.md section); the others are ours.
namespace scfdesk::limits {

// SCF, sections 1.7, 2.5 and 8
inline constexpr int64_t kSyncEventBytes = 6LL * 1024 * 1024;
inline constexpr int64_t kAsyncEventBytes = 128LL * 1024;
inline constexpr int64_t kResponseBytes = 6LL * 1024 * 1024;
inline constexpr int64_t kZipBytes = 50LL * 1024 * 1024;
inline constexpr int64_t kUnpackedBytes = 500LL * 1024 * 1024;
inline constexpr int kEnvironmentBytes = 4 * 1024;
inline constexpr int kLogTailBytes = 4 * 1024;
inline constexpr int kLogMessageBytes = 8 * 1024;
inline constexpr int kFunctionsPerNamespace = 50;
inline constexpr int kNamespaces = 5;
inline constexpr int kTimeoutMaxSeconds = 900;
inline constexpr int kTimeoutDefaultSeconds = 3;
inline constexpr int kInitTimeoutDefaultSeconds = 65;
inline constexpr int kInitTimeoutMaxSeconds = 300;
inline constexpr int kMemoryDefaultMb = 128;
inline constexpr int kMemoryMaxMb = 3072;
inline constexpr int kAsyncQueuePerTrigger = 100000;
inline constexpr int kAsyncMaxAgeSeconds = 6 * 3600;
inline constexpr int kAsyncRetries = 2;
inline constexpr int kAsyncMinAgeSeconds = 60;
inline constexpr int kAsyncStatusHours = 72;           // section 6: kept that long after the end
inline constexpr int kAsyncExecutionMaxSeconds = 24 * 3600;
inline constexpr int kAliasChars = 64;
inline constexpr int kAliasExtraVersions = 1;          // section 8: a main version and at most one more
inline constexpr int kRoutingKeyBytes = 1024;
inline constexpr int kAccountMemoryMb = 128000;
inline constexpr int kUnreservableMemoryMb = 12800;
inline constexpr int kBurstPerMinute = 500;
inline constexpr int kDescriptionChars = 1000;
inline constexpr int kInstanceDescriptors = 1024;
inline constexpr int kInstanceProcesses = 1024;
inline constexpr int kWebHeaderBytes = 4 * 1024;       // section 4.2: headers of a web function's answer
inline constexpr int64_t kTmpBytes = 512LL * 1024 * 1024;

// Ours
inline constexpr int kVersionsPerFunction = 200;
inline constexpr int kAliasesPerFunction = 200;
inline constexpr int kDeadLettersKept = 10000;         // the oldest go first
inline constexpr int kAsyncStatusKept = 100000;        // finished ones that are listed; the oldest go first
inline constexpr int kHttpHeaderBytes = 16 * 1024;
inline constexpr int kHttpHeaders = 128;
inline constexpr int64_t kHttpBodyBytes = 80LL * 1024 * 1024;  // a 50 MB zip is 67 MB of base64
inline constexpr int kHttpConnections = 12000;          // fewer where the system allows fewer descriptors
inline constexpr int kHttpIdleSeconds = 120;
inline constexpr int kHttpHeaderSeconds = 30;          // for a head; for each piece of a body or of an answer
inline constexpr int kHttpBytesPerSecond = 4096;       // a body that comes, or an answer that is taken, slower than this is given up
inline constexpr int64_t kHttpHeldBytes = 256LL * 1024 * 1024;  // of all requests that are being read, together
inline constexpr int64_t kHttpEarlyBytes = 64LL * 1024;  // a longer body is refused by its head alone where that suffices
inline constexpr int kDescriptors = 65536;             // asked of the system for the engine's process
inline constexpr int kHttpPipelineBytes = 64 * 1024;   // read ahead while a request is being answered
inline constexpr int kHttpStreamBytes = 256 * 1024;    // unsent bytes of a streamed answer
inline constexpr int64_t kUrlBodyBytes = 8LL * 1024 * 1024;  // body of a function URL request; past kSyncEventBytes the engine says 406
inline constexpr int kEventRing = 50000;               // records kept for /-/events?since=
inline constexpr int64_t kEventRingBytes = 16LL * 1024 * 1024;
inline constexpr int64_t kLegacyZipBytes = 20LL * 1024 * 1024;  // top-level ZipFile of UpdateFunctionCode (SCF 1.7)
inline constexpr int kLogLineBytes = 256 * 1024;       // a longer line is cut and says so
inline constexpr int kRequestLogBytes = 1024 * 1024;   // what one request may print (SCF section 8); more is dropped and counted
inline constexpr int kFrameBytes = 7 * 1024 * 1024;    // a frame carries one event or one response, plus its head
inline constexpr int kSavedEventBytes = 64 * 1024;     // SCF section 11
inline constexpr int kSavedEventsPerFunction = 50;
inline constexpr int kZipEntries = 20000;
inline constexpr int kPathBytes = 1024;
inline constexpr int kLoadEvents = 100000;             // one load run
inline constexpr int kLoadRatePerSecond = 5000;
inline constexpr double kRepeatLeastSeconds = 0.1;     // between two events of a Repeat run
inline constexpr double kRepeatMostSeconds = 3600;
inline constexpr int kDecisionsHeld = 20000;           // scaling decisions held by the console
inline constexpr int kLogLinesHeld = 1000000;          // in the console
inline constexpr int kHistoryRows = 5000;              // invocations held by the console
inline constexpr int kDeltaIntervalMs = 16;            // engine to views, at most one batch per interval
inline constexpr int kSettingsFileBytes = 64 * 1024;
inline constexpr int kDetailMinutes = 15;              // of full detail that a new start shows again
inline constexpr int kDetailInvocations = 200000;      // of these at most
inline constexpr int kSecondsKeptHours = 24;           // one-second values
inline constexpr int kFolderFiles = 20000;             // of a linked folder

}  // namespace scfdesk::limits
