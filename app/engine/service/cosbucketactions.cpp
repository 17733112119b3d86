// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the service and of a bucket.
#include "app/engine/service/cosnames.h"
#include "app/engine/service/cosrequest.h"
#include "app/engine/service/cosserver.h"
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
void owner(QXmlStreamWriter& xml, const char* name, const QByteArray& uin) {
  xml.writeStartElement(QLatin1String(name));
  cosElement(xml, "ID", uin);
  cosElement(xml, "DisplayName", uin);
  xml.writeEndElement();
}
}  // namespace

void CosServer::listBuckets(Call& call) {
  answer(call, 200, cosXml("ListAllMyBucketsResult", [&](QXmlStreamWriter& xml) {
    owner(xml, "Owner", m_options.uin);
    xml.writeStartElement(u"Buckets"_s);
    for (const CosBucket& bucket : m_store.buckets()) {
      xml.writeStartElement(u"Bucket"_s);
      cosElement(xml, "Name", bucket.name);
      cosElement(xml, "Location", m_options.region);
      cosElement(xml, "CreationDate", cosTime(bucket.created));
      cosElement(xml, "BucketType", "cos");
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }));
}

void CosServer::onBucket(Call& call) {
  const bool bare = std::none_of(call.query.begin(), call.query.end(), [](const auto& member) { return member.second.isEmpty() && !member.first.startsWith("q-"); });
  if (call.is("PUT") && bare) {
    if (auto status = m_store.createBucket(call.bucket); !status) return refuse(call, status.error());
    return answer(call, 200, {}, "Location: /" + call.bucket + "\r\n");
  }
  if (!m_store.hasBucket(call.bucket))
    return refuse(call, {u"NoSuchBucket"_s, u"The specified bucket does not exist: %1."_s.arg(QString::fromUtf8(call.bucket)), u"Create it first."_s});
  if (call.is("HEAD")) return answer(call, 200, {}, "x-cos-bucket-region: " + m_options.region + "\r\n");
  if (call.is("DELETE") && bare) {
    if (auto status = m_store.deleteBucket(call.bucket); !status) return refuse(call, status.error());
    return answer(call, 204);
  }
  if (call.is("POST") && call.asks("delete")) return deleteObjects(call);
  if (call.is("GET")) {
    if (call.asks("uploads")) return listMultiparts(call);
    if (call.asks("location")) return answer(call, 200, cosXml("LocationConstraint", [&](QXmlStreamWriter& xml) { xml.writeCharacters(QString::fromLatin1(m_options.region)); }));
    if (call.asks("versioning")) return answer(call, 200, cosXml("VersioningConfiguration", {}));
    if (call.asks("acl"))
      return answer(call, 200, cosXml("AccessControlPolicy", [&](QXmlStreamWriter& xml) { owner(xml, "Owner", m_options.uin); }));
    if (call.asks("cors")) return refuse(call, {u"NoSuchCORSConfiguration"_s, u"Any page may use this endpoint with a signature: there is no rule to keep."_s, {}});
    if (call.asks("lifecycle")) return refuse(call, {u"NoSuchLifecycleConfiguration"_s, u"The bucket has no lifecycle rule."_s, {}});
    if (call.asks("tagging")) return refuse(call, {u"NoSuchTagSet"_s, u"The bucket has no tags."_s, {}});
    if (bare || call.asks("prefix") || call.asks("delimiter") || call.asks("marker") || call.asks("list-type") || call.asks("max-keys")) return listObjects(call);
  }
  refuse(call, {u"NotImplemented"_s, u"This local COS does not have what \"%1\" asks of a bucket."_s.arg(QString::fromUtf8(call.request.query().toByteArray().left(64))), u"It keeps buckets, objects and multipart uploads."_s});
}

void CosServer::listObjects(Call& call) {
  const bool second = call.value("list-type") == "2";
  const bool url = call.value("encoding-type") == "url";
  CosListing listing;
  listing.prefix = call.value("prefix");
  listing.delimiter = call.value("delimiter");
  const QByteArray token = call.value("continuation-token");
  listing.after = !second ? call.value("marker") : token.isEmpty() ? call.value("start-after") : QByteArray::fromBase64(token);
  listing.most = kListMost;
  if (call.asks("max-keys")) {
    bool number = false;
    listing.most = call.value("max-keys").toInt(&number);
    if (!number || listing.most < 0) return refuse(call, {u"InvalidArgument"_s, u"max-keys must be a number from 0 to %1."_s.arg(kListMost), {}});
    listing.most = std::min(listing.most, kListMost);
  }
  const auto page = m_store.list(call.bucket, listing);
  if (!page) return refuse(call, page.error());
  const auto name = [url](const QByteArray& key) { return url ? cosnames::encoded(key, true) : key; };
  answer(call, 200, cosXml("ListBucketResult", [&](QXmlStreamWriter& xml) {
    cosElement(xml, "Name", call.bucket);
    if (url) cosElement(xml, "EncodingType", "url");
    cosElement(xml, "Prefix", name(listing.prefix));
    if (second) {
      cosElement(xml, "KeyCount", QByteArray::number(page->objects.size() + page->prefixes.size()));
      if (!token.isEmpty()) cosElement(xml, "ContinuationToken", token);
      if (call.asks("start-after")) cosElement(xml, "StartAfter", name(call.value("start-after")));
    } else {
      cosElement(xml, "Marker", name(listing.after));
    }
    cosElement(xml, "MaxKeys", QByteArray::number(listing.most));
    if (!listing.delimiter.isEmpty()) cosElement(xml, "Delimiter", name(listing.delimiter));
    cosElement(xml, "IsTruncated", page->next.isEmpty() ? "false" : "true");
    if (!page->next.isEmpty()) cosElement(xml, second ? "NextContinuationToken" : "NextMarker", second ? page->next.toBase64() : name(page->next));
    for (const CosObject& object : page->objects) {
      xml.writeStartElement(u"Contents"_s);
      cosElement(xml, "Key", name(object.key));
      cosElement(xml, "LastModified", cosTime(object.modified));
      cosElement(xml, "ETag", '"' + object.etag + '"');
      cosElement(xml, "Size", QByteArray::number(qlonglong(object.size)));
      if (!second || call.value("fetch-owner") == "true") owner(xml, "Owner", m_options.uin);
      cosElement(xml, "StorageClass", "STANDARD");
      xml.writeEndElement();
    }
    for (const QByteArray& prefix : page->prefixes) {
      xml.writeStartElement(u"CommonPrefixes"_s);
      cosElement(xml, "Prefix", name(prefix));
      xml.writeEndElement();
    }
  }));
}

void CosServer::listMultiparts(Call& call) {
  const QByteArray prefix = call.value("prefix");
  if (call.asks("max-uploads")) {
    bool number = false;
    const int most = call.value("max-uploads").toInt(&number);
    if (!number || most < 1 || most > kListMost) return refuse(call, {u"InvalidArgument"_s, u"max-uploads must be a number from 1 to %1."_s.arg(kListMost), {}});
  }
  answer(call, 200, cosXml("ListMultipartUploadsResult", [&](QXmlStreamWriter& xml) {
    cosElement(xml, "Bucket", call.bucket);
    cosElement(xml, "Prefix", prefix);
    cosElement(xml, "MaxUploads", QByteArray::number(CosStore::kMultiparts));
    cosElement(xml, "IsTruncated", "false");
    for (const CosMultipart& upload : m_store.multiparts(call.bucket)) {
      if (!upload.key.startsWith(prefix)) continue;
      xml.writeStartElement(u"Upload"_s);
      cosElement(xml, "Key", upload.key);
      cosElement(xml, "UploadId", upload.id);
      cosElement(xml, "StorageClass", "STANDARD");
      owner(xml, "Initiator", m_options.uin);
      owner(xml, "Owner", m_options.uin);
      cosElement(xml, "Initiated", cosTime(upload.begun));
      xml.writeEndElement();
    }
  }));
}

Result<CosDeletion> cosDeletionOf(const QByteArray& body, int most) {
  QXmlStreamReader xml(body);
  CosDeletion asked;
  while (!xml.atEnd() && asked.keys.size() <= most) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == u"Quiet") asked.quiet = xml.readElementText() == u"true";
    else if (xml.name() == u"Key") asked.keys.append(xml.readElementText().toUtf8());
  }
  if (xml.hasError() || asked.keys.isEmpty() || asked.keys.size() > most)
    return Error{u"MalformedXML"_s, u"The body must be a Delete element with 1 to %1 objects."_s.arg(most), {}};
  return asked;
}

void CosServer::deleteObjects(Call& call) {
  const auto asked = cosDeletionOf(call.request.body, kListMost);
  if (!asked) return refuse(call, asked.error());
  answer(call, 200, cosXml("DeleteResult", [&](QXmlStreamWriter& out) {
    for (const QByteArray& key : asked->keys) {
      const auto removed = m_store.remove(call.bucket, key);
      if (removed && *removed) tellRemoved(call, key);
      if (removed && asked->quiet) continue;
      out.writeStartElement(removed ? u"Deleted"_s : u"Error"_s);
      cosElement(out, "Key", key);
      if (!removed) {
        out.writeTextElement(u"Code"_s, removed.error().code);
        out.writeTextElement(u"Message"_s, removed.error().message);
      }
      out.writeEndElement();
    }
  }));
}

}  // namespace scfdesk
