// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/cosserver.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/service/cosnames.h"
#include "app/engine/service/cosrequest.h"
#include <QDateTime>
#include <QLocale>
#include <QXmlStreamWriter>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

struct StatusOfCode {
  const char* code;
  int status;
};
// COS, "error codes"
constexpr StatusOfCode kStatuses[] = {
    {"AccessDenied", 403},          {"BadDigest", 400},          {"BucketAlreadyOwnedByYou", 409}, {"BucketNotEmpty", 409},
    {"EntityTooLarge", 400},        {"InternalError", 500},      {"InvalidAccessKeyId", 403},      {"InvalidArgument", 400},
    {"InvalidBucketName", 400},     {"InvalidDigest", 400},      {"InvalidPart", 400},             {"InvalidPartOrder", 400},
    {"InvalidRange", 416},          {"InvalidURI", 400},         {"KeyTooLong", 400},              {"MalformedXML", 400},
    {"MetadataTooLarge", 400},      {"MethodNotAllowed", 405},   {"NoSuchBucket", 404},            {"NoSuchKey", 404},
    {"NoSuchUpload", 404},          {"NotImplemented", 501},     {"PreconditionFailed", 412},      {"SignatureDoesNotMatch", 403},
    {"TooManyUploads", 400},        {"NoSuchTagSet", 404},       {"NoSuchCORSConfiguration", 404}, {"NoSuchLifecycleConfiguration", 404},
};
int statusOf(const QString& code) {
  for (const auto& [name, status] : kStatuses)
    if (code == QLatin1String(name)) return status;
  return 500;
}

// Takes the body of an object or a part to the disk as it comes.
class UploadSink final : public HttpBodySink {
 public:
  explicit UploadSink(Result<std::unique_ptr<CosUpload>> upload) : upload(std::move(upload)) {}
  void take(QByteArrayView piece) override {
    if (upload) upload.value()->append(piece);
  }
  Result<std::unique_ptr<CosUpload>> upload;
};
}  // namespace

QByteArray cosXml(const char* root, const std::function<void(QXmlStreamWriter&)>& write) {
  QByteArray out;
  QXmlStreamWriter xml(&out);
  xml.writeStartDocument();
  xml.writeStartElement(QLatin1String(root));
  if (write) write(xml);
  xml.writeEndElement();
  xml.writeEndDocument();
  return out;
}

void cosElement(QXmlStreamWriter& xml, const char* name, const QByteArray& text) {
  xml.writeStartElement(QLatin1String(name));
  const QStringList lines = QString::fromUtf8(text).split(u'\r');
  for (qsizetype i = 0; i < lines.size(); ++i) {
    if (i > 0) xml.writeEntityReference(u"#13"_s);  // written plain, whoever reads it takes it for a line feed
    xml.writeCharacters(lines[i]);
  }
  xml.writeEndElement();
}

QByteArray cosTime(TimeUs time) { return QDateTime::fromMSecsSinceEpoch(time / 1000, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss.zzzZ"_s).toLatin1(); }
QByteArray httpTime(TimeUs time) { return QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(time / 1000, Qt::UTC), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1(); }
TimeUs httpTimeOf(QByteArrayView text) {
  QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
  time.setTimeSpec(Qt::UTC);
  return time.isValid() ? time.toMSecsSinceEpoch() * 1000 : 0;
}

CosServer::CosServer(Reactor& reactor, CosStore& store, Options options)
    : m_store(store), m_options(std::move(options)), m_signature(m_options.secretId, m_options.secretKey), m_reactor(reactor), m_http(reactor, *this) {}

CosServer::~CosServer() = default;

CosServer::Call CosServer::address(const HttpRequest& request, HttpReply&& reply) const {
  Call call{request, std::move(reply), cosQueryOf(request.query()), {}, {}, cosnames::decoded(request.path()), {}, jsontext::newRequestId(), request.header("host").toByteArray(), {}, request.has("origin"), nullptr};
  const QByteArray host = call.host.toLower();
  const QByteArray label = host.left(host.indexOf('.'));
  if (host.contains('.') && cosnames::isBucket(label)) {
    call.bucket = label;
    call.key = call.path.mid(1);
    return call;
  }
  const qsizetype slash = call.path.indexOf('/', 1);
  call.bucket = call.path.mid(1, slash < 0 ? -1 : slash - 1);
  if (slash >= 0) call.key = call.path.mid(slash + 1);
  call.otherPath = '/' + call.key;
  return call;
}

int64_t CosServer::bodyLimit(const HttpRequest& request) const {
  // What goes to the disk may be large; the rest is a short XML text.
  return request.method() == QByteArrayView("PUT") ? CosStore::kObjectBytes : kXmlBytes;
}

Status CosServer::mayAsk(const Call& call) const {
  if (call.path.isNull()) return Error{u"InvalidURI"_s, u"The path holds a broken percent escape."_s, {}};
  return m_signature.verify(call.request, call.query, call.path, call.otherPath, m_reactor.clock().wallUs() / 1'000'000);
}

std::unique_ptr<HttpBodySink> CosServer::bodySink(HttpRequest& head) {
  if (head.method() != QByteArrayView("PUT")) return nullptr;
  // Nobody who has not signed writes to the disk.
  if (auto status = mayAsk(address(head, {})); !status) return std::make_unique<UploadSink>(status.error());
  return std::make_unique<UploadSink>(m_store.begin());
}

bool CosServer::refuseHead(const HttpRequest& head, HttpReply& reply) {
  if (head.method() == QByteArrayView("OPTIONS")) return false;
  Call call = address(head, HttpReply(reply));
  const auto status = mayAsk(call);
  if (!status) refuse(call, status.error());
  return !status;
}

void CosServer::onRequest(HttpRequest& request, HttpReply reply) {
  Call call = address(request, std::move(reply));
  call.sink = std::move(request.sink);
  if (!call.is("GET") && !call.is("HEAD")) {
    call.authorization = request.header("authorization").toByteArray();
    if (const qsizetype at = call.authorization.indexOf("q-signature="); at >= 0) call.authorization.truncate(at + 12);  // what it was signed with is nobody's business
  }
  if (call.is("OPTIONS")) return preflight(call);
  if (auto status = mayAsk(call); !status) return refuse(call, status.error());
  route(call);
}

void CosServer::route(Call& call) {
  if (call.bucket.isEmpty()) {
    if (call.is("GET") || call.is("HEAD")) return listBuckets(call);
    return refuse(call, {u"MethodNotAllowed"_s, u"This address lists the buckets, by GET."_s, {}});
  }
  if (!cosnames::isBucket(call.bucket))
    return refuse(call, {u"InvalidBucketName"_s, u"The bucket name \"%1\" is not legal."_s.arg(QString::fromUtf8(call.bucket.left(80))), u"Write it as name-appid."_s});
  call.key.isEmpty() ? onBucket(call) : onObject(call);
}

QByteArray CosServer::commonHeaders(const Call& call) const {
  QByteArray lines = "Server: tencent-cos\r\nx-cos-request-id: " + call.requestId + "\r\nDate: " + httpTime(m_reactor.clock().wallUs()) + "\r\n";
  // The keys sign every request, so that any page that has them may use them.
  if (call.crossOrigin) lines += "Access-Control-Allow-Origin: *\r\nAccess-Control-Expose-Headers: ETag, x-cos-request-id, Content-Length, Content-Range\r\n";
  return lines;
}

void CosServer::answer(Call& call, int status, const QByteArray& xml, const QByteArray& headers) {
  const QByteArray lines = commonHeaders(call) + headers;
  const auto send = [status, xml, lines](HttpReply& reply) { reply.send(status, xml.isEmpty() ? QByteArrayView() : QByteArrayView("application/xml"), xml, lines); };
  if (call.changes.empty() || !m_options.changed) return send(call.reply);
  // Who made a change must not hear of it before its events are safe.
  m_options.changed(std::move(call.changes), [send, reply = call.reply]() mutable { send(reply); });
}

void CosServer::refuse(Call& call, const Error& error) {
  const QString message = error.next.isEmpty() ? error.message : QString(error.message + u' ' + error.next);
  const QByteArray xml = cosXml("Error", [&](QXmlStreamWriter& out) {
    out.writeTextElement(u"Code"_s, error.code);
    out.writeTextElement(u"Message"_s, message);
    out.writeTextElement(u"Resource"_s, QString::fromUtf8(call.host + call.path));
    out.writeTextElement(u"RequestId"_s, QString::fromLatin1(call.requestId));
    out.writeTextElement(u"TraceId"_s, QString::fromLatin1(call.requestId.toBase64()));
  });
  answer(call, statusOf(error.code), xml);
}

void CosServer::tell(Call& call, const char* event, const CosObject& object) const {
  if (!m_options.changed) return;
  call.changes.push_back({event, call.bucket, object, call.requestId, call.reply.peerAddress(), call.authorization, m_reactor.clock().wallUs()});
}

void CosServer::tellRemoved(Call& call, const QByteArray& key) const {
  CosObject gone;
  gone.key = key;
  tell(call, "cos:ObjectRemove:Delete", gone);
}

Status CosServer::put(const QByteArray& bucket, const QByteArray& key, const QByteArray& content, const QByteArray& type) {
  if (!m_store.hasBucket(bucket))
    if (const Status made = m_store.createBucket(bucket); !made) return made;
  auto upload = m_store.begin();
  if (!upload) return upload.error();
  (*upload)->append(content);
  CosObject about;
  about.key = key;
  about.type = type;
  const auto object = m_store.commit(bucket, std::move(upload.value()), std::move(about));
  if (!object) return object.error();
  if (m_options.changed) m_options.changed({{"cos:ObjectCreated:Put", bucket, *object, jsontext::newRequestId(), "127.0.0.1", {}, m_reactor.clock().wallUs()}}, [] {});
  return Done{};
}

void CosServer::preflight(Call& call) {
  QByteArray headers = "Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Methods: GET, PUT, POST, HEAD, DELETE\r\nAccess-Control-Max-Age: 600\r\n";
  if (const QByteArrayView wanted = call.request.header("access-control-request-headers"); !wanted.isEmpty()) headers.append("Access-Control-Allow-Headers: ").append(wanted).append("\r\n");
  call.reply.send(200, {}, {}, headers);
}

/// The upload that took the body; an empty one when there was no body.
Result<std::unique_ptr<CosUpload>> takeUpload(std::unique_ptr<HttpBodySink> sink, CosStore& store) {
  auto* upload = static_cast<UploadSink*>(sink.get());  // every PUT gets one of these
  return upload ? std::move(upload->upload) : store.begin();
}

}  // namespace scfdesk
