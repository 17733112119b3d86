// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/moments.h"
#include <QDataStream>
#include <QIODevice>

namespace scfdesk {
namespace {

constexpr quint32 kVersion = 2;
constexpr quint32 kFirstVersion = 1;  // without the versions that instances ran
constexpr quint32 kMostOfAKind = 10'000'000;  // more can't be in bytes that were written whole

QDataStream& operator<<(QDataStream& out, const InstanceTransition& t) {
  return out << t.instance << t.function << quint8(t.state) << qint64(t.at) << quint64(t.invocation) << t.failed << quint8(t.way) << t.reason.toUtf8();
}
QDataStream& operator>>(QDataStream& in, InstanceTransition& t) {
  quint8 state = 0, way = 0;
  qint64 at = 0;
  quint64 invocation = 0;
  QByteArray reason;
  in >> t.instance >> t.function >> state >> at >> invocation >> t.failed >> way >> reason;
  if (state > quint8(InstanceState::Gone) || way > quint8(BirthWay::Prepared)) in.setStatus(QDataStream::ReadCorruptData);
  t.state = InstanceState(state);
  t.way = BirthWay(way);
  t.at = at;
  t.invocation = invocation;
  t.reason = QString::fromUtf8(reason);
  return in;
}

QDataStream& operator<<(QDataStream& out, const FunctionSample& s) {
  return out << s.function << qint64(s.at) << s.starting << s.init << s.busy << s.idle << s.frozen << s.queued << s.throttled << s.limit << qint64(s.maxMemoryBytes);
}
QDataStream& operator>>(QDataStream& in, FunctionSample& s) {
  qint64 at = 0, memory = 0;
  in >> s.function >> at >> s.starting >> s.init >> s.busy >> s.idle >> s.frozen >> s.queued >> s.throttled >> s.limit >> memory;
  s.at = at;
  s.maxMemoryBytes = memory;
  return in;
}

QDataStream& operator<<(QDataStream& out, const Throttle& t) { return out << t.function << qint64(t.at) << t.code << t.final; }
QDataStream& operator>>(QDataStream& in, Throttle& t) {
  qint64 at = 0;
  in >> t.function >> at >> t.code >> t.final;
  t.at = at;
  return in;
}

QDataStream& operator<<(QDataStream& out, const Decision& d) {
  return out << quint64(d.seq) << qint64(d.at) << d.function << d.instance << quint64(d.invocation) << d.kind.toUtf8() << d.rule.toUtf8()
             << d.inputs.toUtf8() << d.limit.toUtf8();
}
QDataStream& operator>>(QDataStream& in, Decision& d) {
  quint64 seq = 0, invocation = 0;
  qint64 at = 0;
  QByteArray kind, rule, inputs, limit;
  in >> seq >> at >> d.function >> d.instance >> invocation >> kind >> rule >> inputs >> limit;
  d.seq = seq;
  d.at = at;
  d.invocation = invocation;
  d.kind = QString::fromUtf8(kind);
  d.rule = QString::fromUtf8(rule);
  d.inputs = QString::fromUtf8(inputs);
  d.limit = QString::fromUtf8(limit);
  return in;
}

template <typename T>
void writeAll(QDataStream& out, const std::vector<T>& list) {
  out << quint32(list.size());
  for (const T& value : list) out << value;
}
template <typename T>
bool readAll(QDataStream& in, std::vector<T>& list) {
  quint32 count = 0;
  in >> count;
  if (count > kMostOfAKind) return false;
  for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) in >> list.emplace_back();
  return in.status() == QDataStream::Ok;
}

/// Most instances run $LATEST: the place and the version of each transition of another one.
void writeVersions(QDataStream& out, const std::vector<InstanceTransition>& list) {
  quint32 count = 0;
  for (const InstanceTransition& t : list) count += t.version != 0;
  out << count;
  for (size_t i = 0; i < list.size(); ++i)
    if (list[i].version != 0) out << quint32(i) << list[i].version;
}
bool readVersions(QDataStream& in, std::vector<InstanceTransition>& list) {
  quint32 count = 0;
  in >> count;
  for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
    quint32 place = 0;
    VersionNumber version = 0;
    in >> place >> version;
    if (place >= list.size()) return false;
    list[place].version = version;
  }
  return in.status() == QDataStream::Ok;
}

}  // namespace

int64_t Moments::bytes() const {
  return int64_t(transitions.size() * sizeof(InstanceTransition) + samples.size() * sizeof(FunctionSample) + throttles.size() * sizeof(Throttle) +
                 decisions.size() * (sizeof(Decision) + 100));
}

QByteArray encodeMoments(const Moments& m) {
  QByteArray bytes;
  QDataStream out(&bytes, QIODevice::WriteOnly);
  out.setVersion(QDataStream::Qt_6_4);
  out << kVersion;
  writeAll(out, m.transitions);
  writeAll(out, m.samples);
  writeAll(out, m.throttles);
  writeAll(out, m.decisions);
  writeVersions(out, m.transitions);
  return bytes;
}

bool decodeMoments(const QByteArray& bytes, Moments& m) {
  QDataStream in(bytes);
  in.setVersion(QDataStream::Qt_6_4);
  quint32 version = 0;
  in >> version;
  if (version < kFirstVersion || version > kVersion) return false;
  if (!readAll(in, m.transitions) || !readAll(in, m.samples) || !readAll(in, m.throttles) || !readAll(in, m.decisions)) return false;
  return (version == kFirstVersion || readVersions(in, m.transitions)) && in.atEnd();
}

}  // namespace scfdesk
