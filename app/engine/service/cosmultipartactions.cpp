// SPDX-License-Identifier: GPL-3.0-or-later
// Multipart uploads over HTTP.
#include "app/engine/service/cosnames.h"
#include "app/engine/service/cosrequest.h"
#include "app/engine/service/cosserver.h"
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
Result<std::pair<QByteArray, QByteArray>> cosCopySourceOf(QByteArrayView header) {
  QByteArray source = header.toByteArray();
  if (source.startsWith("http://")) source.remove(0, 7);
  const Error wrong{u"InvalidArgument"_s, u"x-cos-copy-source must be <bucket>.cos.<region>.myqcloud.com/<key>, or <host>/<bucket>/<key>."_s, {}};
  const qsizetype slash = source.indexOf('/');
  if (slash < 0) return wrong;
  const QByteArray label = source.left(source.indexOf('.'));
  if (label.size() < slash && cosnames::isBucket(label)) return std::pair(label, cosnames::decoded(source.mid(slash + 1)));
  // A path: with or without the host in front.
  QByteArray rest = cosnames::isBucket(source.left(slash)) ? source : source.mid(slash + 1);
  const qsizetype next = rest.indexOf('/');
  if (next < 0 || !cosnames::isBucket(rest.left(next))) return wrong;
  return std::pair(rest.left(next), cosnames::decoded(rest.mid(next + 1)));
}

void CosServer::beginMultipart(Call& call) {
  const CosObject about = aboutOf(call);
  if (auto status = cosMetadataFits(about); !status) return refuse(call, status.error());
  const auto id = m_store.beginMultipart(call.bucket, about);
  if (!id) return refuse(call, id.error());
  answer(call, 200, cosXml("InitiateMultipartUploadResult", [&](QXmlStreamWriter& xml) {
    cosElement(xml, "Bucket", call.bucket);
    cosElement(xml, "Key", call.key);
    cosElement(xml, "UploadId", *id);
  }));
}

void CosServer::putPart(Call& call) {
  auto upload = takeUpload(std::move(call.sink), m_store);
  if (!upload) return refuse(call, upload.error());
  const auto digest = cosDigestOf(call.request);
  if (!digest) return refuse(call, digest.error());
  if (const Status there = m_store.hasMultipart(call.bucket, call.key, call.value("uploadId")); !there) return refuse(call, there.error());
  struct Part {
    Call call;
    std::unique_ptr<CosUpload> upload;
    QByteArray digest;
    Result<CosPart> made = CosPart{};
  };
  auto part = std::make_shared<Part>(Part{std::move(call), std::move(upload.value()), *digest});
  m_syncer.run(
      [part, &store = std::as_const(m_store), id = part->call.value("uploadId"), number = part->call.value("partNumber").toInt()] {
        if (const Status good = cosDigestMatches(part->digest, *part->upload); !good) part->made = good.error();
        else part->made = store.commitPart(part->call.bucket, id, number, std::move(part->upload));
      },
      [this, part] { part->made ? answer(part->call, 200, {}, "ETag: \"" + part->made->etag + "\"\r\n") : refuse(part->call, part->made.error()); });
}

void CosServer::listParts(Call& call) {
  const auto parts = m_store.parts(call.bucket, call.key, call.value("uploadId"));
  if (!parts) return refuse(call, parts.error());
  const int most = call.asks("max-parts") ? std::clamp(call.value("max-parts").toInt(), 1, kListMost) : kListMost;
  const int after = call.value("part-number-marker").toInt();
  QList<CosPart> page;
  bool more = false;
  for (const CosPart& part : *parts) {
    if (part.number <= after) continue;
    more = page.size() == most;
    if (more) break;
    page.append(part);
  }
  answer(call, 200, cosXml("ListPartsResult", [&](QXmlStreamWriter& xml) {
    cosElement(xml, "Bucket", call.bucket);
    cosElement(xml, "Key", call.key);
    cosElement(xml, "UploadId", call.value("uploadId"));
    cosElement(xml, "StorageClass", "STANDARD");
    cosElement(xml, "PartNumberMarker", QByteArray::number(after));
    if (more) cosElement(xml, "NextPartNumberMarker", QByteArray::number(page.last().number));
    cosElement(xml, "MaxParts", QByteArray::number(most));
    cosElement(xml, "IsTruncated", more ? "true" : "false");
    for (const CosPart& part : page) {
      xml.writeStartElement(u"Part"_s);
      cosElement(xml, "PartNumber", QByteArray::number(part.number));
      cosElement(xml, "LastModified", cosTime(part.modified));
      cosElement(xml, "ETag", '"' + part.etag + '"');
      cosElement(xml, "Size", QByteArray::number(qlonglong(part.size)));
      xml.writeEndElement();
    }
  }));
}

Result<QList<std::pair<int, QByteArray>>> cosPartsOf(const QByteArray& body) {
  QXmlStreamReader xml(body);
  QList<std::pair<int, QByteArray>> parts;
  while (!xml.atEnd() && parts.size() <= CosStore::kParts) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == u"Part") parts.append(std::pair(0, QByteArray()));
    else if (xml.name() == u"PartNumber" && !parts.isEmpty()) parts.last().first = xml.readElementText().toInt();
    else if (xml.name() == u"ETag" && !parts.isEmpty()) parts.last().second = xml.readElementText().toLatin1().replace('"', "");
  }
  if (xml.hasError() || parts.isEmpty() || parts.size() > CosStore::kParts)
    return Error{u"MalformedXML"_s, u"The body must be a CompleteMultipartUpload element with 1 to %1 parts."_s.arg(CosStore::kParts), {}};
  return parts;
}

void CosServer::completeMultipart(Call& call) {
  const auto wanted = cosPartsOf(call.request.body);
  if (!wanted) return refuse(call, wanted.error());
  const auto object = m_store.completeMultipart(call.bucket, call.key, call.value("uploadId"), *wanted);
  if (!object) return refuse(call, object.error());
  tell(call, "cos:ObjectCreated:CompleteMultipartUpload", *object);
  answer(call, 200, cosXml("CompleteMultipartUploadResult", [&](QXmlStreamWriter& out) {
    const QByteArray location = call.request.header("host").toByteArray() + call.path;
    cosElement(out, "Location", location);
    cosElement(out, "Bucket", call.bucket);
    cosElement(out, "Key", call.key);
    cosElement(out, "ETag", '"' + object->etag + '"');
  }));
}

}  // namespace scfdesk
