// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of an object.
#include "app/engine/service/cosfile.h"
#include "app/engine/service/cosnames.h"
#include "app/engine/service/cosrequest.h"
#include "app/engine/service/cosserver.h"
#include <QMimeDatabase>
#include <QXmlStreamWriter>
#include <cerrno>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr qsizetype kPieceBytes = 224 * 1024;  // with the head before the first one no more than limits::kHttpStreamBytes may be unsent
constexpr int kPiecesPerTurn = 32;

// Sends a file piece by piece, as fast as the client takes it.
class FileAnswer final : public std::enable_shared_from_this<FileAnswer> {
 public:
  FileAnswer(Reactor& reactor, HttpReply reply, OwnedFd fd, int64_t from, int64_t size)
      : m_reactor(reactor), m_reply(std::move(reply)), m_fd(std::move(fd)), m_at(from), m_end(from + size), m_piece(qsizetype(std::min<int64_t>(size, kPieceBytes)), Qt::Uninitialized) {}
  void go() {
    for (int i = 0; i < kPiecesPerTurn && m_at < m_end; ++i) {
      const ssize_t n = pread(m_fd.get(), m_piece.data(), size_t(std::min<int64_t>(m_piece.size(), m_end - m_at)), m_at);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return m_reply.cut();  // the file has become shorter meanwhile
      m_at += n;
      if (!m_reply.write(QByteArrayView(m_piece.constData(), n))) return;
      if (m_at < m_end && m_reply.unsent() > 0) return m_reply.onDrained([self = shared_from_this()] { self->later(); });
    }
    if (m_at < m_end) return later();
    m_reply.end();
  }

 private:
  // Not from here: others get their turn.
  void later() {
    m_reactor.callSoon([self = shared_from_this()] { self->go(); });
  }
  Reactor& m_reactor;
  HttpReply m_reply;
  OwnedFd m_fd;
  int64_t m_at;
  const int64_t m_end;
  QByteArray m_piece;
};

bool hasTag(QByteArrayView list, const QByteArray& etag) {
  for (const QByteArray& one : list.toByteArray().split(',')) {
    QByteArray tag = one.trimmed();
    if (tag == "*") return true;
    if (tag.startsWith("W/")) tag.remove(0, 2);
    if (tag.startsWith('"') && tag.endsWith('"') && tag.size() > 1) tag = tag.mid(1, tag.size() - 2);
    if (tag == etag) return true;
  }
  return false;
}

/// 0 to go on, else 304 or 412. `prefix` is "if-" or "x-cos-copy-source-if-".
int precondition(const HttpRequest& request, const QByteArray& prefix, const CosObject& object) {
  const auto value = [&](const char* name) { return request.header(QByteArray(prefix + name)); };
  const TimeUs modified = object.modified / 1'000'000 * 1'000'000;
  if (const auto tags = value("match"); !tags.isNull()) {
    if (!hasTag(tags, object.etag)) return 412;
  } else if (const auto since = value("unmodified-since"); !since.isNull() && httpTimeOf(since) && modified > httpTimeOf(since)) {
    return 412;
  }
  if (const auto tags = value("none-match"); !tags.isNull()) {
    if (hasTag(tags, object.etag)) return 304;
  } else if (const auto since = value("modified-since"); !since.isNull() && httpTimeOf(since) && modified <= httpTimeOf(since)) {
    return 304;
  }
  return 0;
}

}  // namespace

QByteArray cosTypeOf(const CosObject& object) {
  if (!object.type.isEmpty()) return object.type;
  static const QMimeDatabase types;
  return types.mimeTypeForFile(QString::fromUtf8(object.key), QMimeDatabase::MatchExtension).name().toLatin1();
}

std::optional<CosRange> cosRangeOf(QByteArrayView header, int64_t size, bool& possible) {
  possible = true;
  if (!header.startsWith("bytes=") || header.contains(',')) return std::nullopt;  // ignored, as HTTP has it
  const QByteArray span = header.sliced(6).toByteArray().trimmed();
  const qsizetype dash = span.indexOf('-');
  if (dash < 0) return std::nullopt;
  bool firstOk = true, lastOk = true;
  const int64_t first = dash > 0 ? span.left(dash).toLongLong(&firstOk) : -1;
  const int64_t last = dash + 1 < span.size() ? span.mid(dash + 1).toLongLong(&lastOk) : -1;
  if (!firstOk || !lastOk || (first < 0 && last < 0) || (first >= 0 && last >= 0 && last < first)) return std::nullopt;
  if (first < 0) {  // the last so many bytes
    possible = last > 0 && size > 0;
    return CosRange{std::max<int64_t>(size - last, 0), std::min(last, size)};
  }
  possible = first < size;
  return CosRange{first, (last < 0 ? size - 1 : std::min(last, size - 1)) - first + 1};
}

void CosServer::onObject(Call& call) {
  if (call.asks("uploadId")) {
    if (call.is("PUT")) return call.request.has("x-cos-copy-source") ? copyObject(call, true) : putPart(call);
    if (call.is("GET")) return listParts(call);
    if (call.is("POST")) return completeMultipart(call);
    if (call.is("DELETE")) {
      if (auto status = m_store.abortMultipart(call.bucket, call.key, call.value("uploadId")); !status) return refuse(call, status.error());
      return answer(call, 204);
    }
  }
  if (call.is("POST") && call.asks("uploads")) return beginMultipart(call);
  for (const char* other : {"acl", "tagging", "restore", "retention", "select", "append", "policy", "torrent", "symlink"})
    if (call.value(other) == "") {
      if (!call.asks(other)) continue;
      if (call.is("GET") && QByteArrayView(other) == QByteArrayView("acl")) return answer(call, 200, cosXml("AccessControlPolicy", {}));
      return refuse(call, {u"NotImplemented"_s, u"This local COS does not have ?%1 of an object."_s.arg(QLatin1String(other)), u"It keeps buckets, objects and multipart uploads."_s});
    }
  if (call.is("PUT")) return call.request.has("x-cos-copy-source") ? copyObject(call, false) : putObject(call);
  if (call.is("GET") || call.is("HEAD")) return getObject(call);
  if (call.is("DELETE")) return deleteObject(call);
  refuse(call, {u"MethodNotAllowed"_s, u"An object is asked by PUT, GET, HEAD and DELETE."_s, {}});
}

CosObject CosServer::aboutOf(const Call& call) const {
  static constexpr QByteArrayView kept[] = {"cache-control", "content-disposition", "content-encoding", "content-language", "expires"};
  CosObject about;
  about.key = call.key;
  about.type = call.request.header("content-type").toByteArray();
  if (about.type.isEmpty()) about.type = cosTypeOf(about);
  for (int i = 0; i < call.request.headerCount(); ++i) {
    const QByteArray name = call.request.headerName(i).toByteArray().toLower();
    if (name.startsWith("x-cos-meta-") || std::find(std::begin(kept), std::end(kept), QByteArrayView(name)) != std::end(kept))
      about.headers.append({name, call.request.headerValue(i).toByteArray()});
  }
  return about;
}

Status cosMetadataFits(const CosObject& about) {
  qsizetype bytes = 0;
  for (const auto& [name, value] : about.headers)
    if (name.startsWith("x-cos-meta-")) bytes += name.size() + value.size();
  if (bytes <= CosStore::kMetadataBytes) return Done{};
  return Error{u"MetadataTooLarge"_s, u"The x-cos-meta- headers are %1 bytes together; %2 are allowed."_s.arg(bytes).arg(CosStore::kMetadataBytes), u"Send less metadata."_s};
}

Result<QByteArray> cosDigestOf(const HttpRequest& request) {
  const QByteArrayView wanted = request.header("content-md5");
  if (wanted.isEmpty()) return QByteArray();
  const QByteArray digest = QByteArray::fromBase64(wanted.toByteArray());
  if (digest.size() != 16) return Error{u"InvalidDigest"_s, u"Content-MD5 must be 16 bytes in base64."_s, {}};
  return digest;
}

Status cosDigestMatches(const QByteArray& wanted, const CosUpload& upload) {
  if (wanted.isEmpty() || wanted == upload.md5()) return Done{};
  return Error{u"BadDigest"_s, u"The Content-MD5 you specified did not match what was received."_s, u"Send the object again."_s};
}

void CosServer::putObject(Call& call) {
  auto upload = takeUpload(std::move(call.sink), m_store);
  if (!upload) return refuse(call, upload.error());
  CosObject about = aboutOf(call);
  if (auto status = cosMetadataFits(about); !status) return refuse(call, status.error());
  const auto digest = cosDigestOf(call.request);
  if (!digest) return refuse(call, digest.error());
  if (const Status good = m_store.check(call.bucket, **upload, about); !good) return refuse(call, good.error());
  const bool mayReplace = call.request.header("x-cos-forbid-overwrite") != QByteArrayView("true");
  auto put = std::make_shared<Put>(Put{std::move(call), std::move(upload.value()), std::move(about), *digest, mayReplace});
  m_syncer.run(
      [put] {
        put->outcome = cosDigestMatches(put->digest, *put->upload);
        if (put->outcome) put->outcome = CosStore::finish(*put->upload, put->about);
      },
      [this, put] { onPutSynced(put); });
}

void CosServer::onPutSynced(std::shared_ptr<Put> put) {
  Call& call = put->call;
  if (!put->outcome) return refuse(call, put->outcome.error());
  if (!put->mayReplace && m_store.read(call.bucket, call.key))
    return refuse(call, {u"PreconditionFailed"_s, u"The object exists, and x-cos-forbid-overwrite is set."_s, {}});
  auto placed = m_store.place(call.bucket, std::move(put->upload), std::move(put->about));
  if (!placed) return refuse(call, placed.error());
  put->replaced = std::move(placed.value().replaced);
  m_syncer.folder(placed->folder, [this, put, object = placed->object] {
    tell(put->call, "cos:ObjectCreated:Put", object);
    answer(put->call, 200, {}, "ETag: \"" + object.etag + "\"\r\n");
    if (put->replaced.ok()) m_syncer.run([put] { put->replaced = OwnedFd(); }, [put] {});
  });
}

void CosServer::copyObject(Call& call, bool part) {
  const auto source = cosCopySourceOf(call.request.header("x-cos-copy-source"));
  if (!source) return refuse(call, source.error());
  auto opened = m_store.read(source->first, source->second);
  if (!opened) return refuse(call, opened.error());
  if (precondition(call.request, "x-cos-copy-source-if-", opened->object))
    return refuse(call, {u"PreconditionFailed"_s, u"The source of the copy does not meet a condition of the request."_s, {}});
  CosRange range{0, opened->object.size};
  if (part && call.request.has("x-cos-copy-source-range")) {
    bool possible = false;
    const auto asked = cosRangeOf(call.request.header("x-cos-copy-source-range"), opened->object.size, possible);
    if (!asked || !possible) return refuse(call, {u"InvalidRange"_s, u"x-cos-copy-source-range lies outside of the source."_s, {}});
    range = *asked;
  }
  auto upload = m_store.begin();
  if (!upload) return refuse(call, upload.error());
  QByteArray piece(kPieceBytes * 4, Qt::Uninitialized);
  for (int64_t at = range.from; at < range.from + range.size;) {
    const ssize_t n = pread(opened->fd.get(), piece.data(), size_t(std::min<int64_t>(piece.size(), range.from + range.size - at)), at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return refuse(call, {u"InternalError"_s, u"The source of the copy could not be read to its end."_s, u"Copy it again."_s});
    (*upload)->append(QByteArrayView(piece.constData(), n));
    at += n;
  }
  if (part) {
    const auto made = m_store.commitPart(call.bucket, call.value("uploadId"), call.value("partNumber").toInt(), std::move(upload.value()));
    if (!made) return refuse(call, made.error());
    return answer(call, 200, cosXml("CopyPartResult", [&](QXmlStreamWriter& xml) {
      xml.writeTextElement(u"ETag"_s, QString::fromLatin1('"' + made->etag + '"'));
      xml.writeTextElement(u"LastModified"_s, QString::fromLatin1(cosTime(made->modified)));
    }));
  }
  CosObject about = aboutOf(call);
  if (call.request.header("x-cos-metadata-directive").compare("replaced", Qt::CaseInsensitive) != 0) {
    about.type = opened->object.type;
    about.headers = opened->object.headers;
  }
  if (auto status = cosMetadataFits(about); !status) return refuse(call, status.error());
  const auto object = m_store.commit(call.bucket, std::move(upload.value()), std::move(about));
  if (!object) return refuse(call, object.error());
  tell(call, "cos:ObjectCreated:Copy", *object);
  answer(call, 200, cosXml("CopyObjectResult", [&](QXmlStreamWriter& xml) {
    xml.writeTextElement(u"ETag"_s, QString::fromLatin1('"' + object->etag + '"'));
    xml.writeTextElement(u"LastModified"_s, QString::fromLatin1(cosTime(object->modified)));
  }));
}

void CosServer::getObject(Call& call) {
  auto opened = m_store.read(call.bucket, call.key);
  if (!opened) return refuse(call, opened.error());
  const CosObject& object = opened->object;
  QByteArray headers = "ETag: \"" + object.etag + "\"\r\nLast-Modified: " + httpTime(object.modified) + "\r\nAccept-Ranges: bytes\r\n";
  if (const int status = precondition(call.request, "if-", object)) {
    if (status == 304) return answer(call, 304, {}, headers);
    return refuse(call, {u"PreconditionFailed"_s, u"The object does not meet a condition of the request."_s, {}});
  }
  for (const auto& [name, value] : object.headers)
    if (call.value(QByteArray("response-" + name)).isEmpty()) headers += name + ": " + value + "\r\n";
  QByteArray type = cosTypeOf(object);
  for (const auto& [name, value] : call.query) {
    // A line break here would let the address write headers of its own.
    if (!name.startsWith("response-") || value.isEmpty() || value.contains('\r') || value.contains('\n')) continue;
    static constexpr QByteArrayView allowed[] = {"cache-control", "content-disposition", "content-encoding", "content-language", "expires"};
    const QByteArray header = name.mid(9);
    if (header == "content-type") type = value;
    else if (std::find(std::begin(allowed), std::end(allowed), QByteArrayView(header)) != std::end(allowed)) headers += header + ": " + value + "\r\n";
  }
  CosRange range{0, object.size};
  int status = 200;
  if (const QByteArrayView wanted = call.request.header("range"); !wanted.isEmpty()) {
    bool possible = true;
    const auto asked = cosRangeOf(wanted, object.size, possible);
    if (!possible) return refuse(call, {u"InvalidRange"_s, u"The range lies outside of the object's %1 bytes."_s.arg(object.size), {}});
    if (asked) {
      range = *asked;
      status = 206;
      headers += "Content-Range: bytes " + QByteArray::number(qlonglong(range.from)) + '-' + QByteArray::number(qlonglong(range.from + range.size - 1)) + '/' + QByteArray::number(qlonglong(object.size)) + "\r\n";
    }
  }
  headers = commonHeaders(call) + headers;
  call.reply.beginSized(status, type, headers, range.size);
  if (call.request.isHead() || range.size == 0) return call.reply.end();
  std::make_shared<FileAnswer>(m_reactor, std::move(call.reply), std::move(opened->fd), range.from, range.size)->go();
}

void CosServer::deleteObject(Call& call) {
  const auto removed = m_store.remove(call.bucket, call.key);
  if (!removed) return refuse(call, removed.error());
  if (*removed) tellRemoved(call, call.key);
  answer(call, 204);
}

}  // namespace scfdesk
