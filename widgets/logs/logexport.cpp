// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logexport.h"
#include "models/functionmodel.h"
#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <chrono>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr auto kSlice = std::chrono::milliseconds(8);

QString timeText(TimeUs at) { return QDateTime::fromMSecsSinceEpoch(at / 1000).toOffsetFromUtc(QDateTime::fromMSecsSinceEpoch(at / 1000).offsetFromUtc()).toString(Qt::ISODateWithMs); }

QByteArray csvField(const QByteArray& text) {
  if (!text.contains(',') && !text.contains('"') && !text.contains('\n') && !text.contains('\r')) return text;
  QByteArray inner = text;
  return '"' + inner.replace('"', "\"\"") + '"';
}
}  // namespace

LogExport::Form LogExport::formOf(const QString& file) {
  return file.endsWith(".csv"_L1, Qt::CaseInsensitive) ? Form::Csv : file.endsWith(".jsonl"_L1, Qt::CaseInsensitive) ? Form::JsonLines : Form::Text;
}

QByteArray LogExport::head(Form form) { return form == Form::Csv ? QByteArray("time,level,function,instance,request,message\n") : QByteArray(); }

QByteArray LogExport::line(Form form, const LogLine& line, const ModelHub& hub) {
  const LogRecord& r = line.record;
  const FunctionInfo* info = hub.functions().info(r.function);
  const QByteArray time = timeText(r.at).toLatin1(), level = logLevelName(r.level).toLatin1(), function = info ? info->key.name.toUtf8() : r.function ? QByteArray() : QByteArray("engine"),
                   instance = r.instance ? instanceName(r.instance).toLatin1() : QByteArray(), request = hub.logs().requests().of(r.invocation).requestId;
  const QByteArray text = line.text.toByteArray();
  switch (form) {
    case Form::Csv: return time + ',' + level + ',' + csvField(function) + ',' + instance + ',' + request + ',' + csvField(text) + '\n';
    case Form::JsonLines:
      return QJsonDocument(QJsonObject{{u"time"_s, QString::fromLatin1(time)}, {u"level"_s, QString::fromLatin1(level)}, {u"function"_s, QString::fromUtf8(function)},
                                       {u"instance"_s, QString::fromLatin1(instance)}, {u"requestId"_s, QString::fromLatin1(request)}, {u"message"_s, QString::fromUtf8(text)}})
                 .toJson(QJsonDocument::Compact) + '\n';
    case Form::Text: return time + '\t' + level + '\t' + function + '\t' + instance + '\t' + request + '\t' + text + '\n';
  }
  return {};
}

LogExport::LogExport(ModelHub& hub, const LogView& view, const QString& file, QObject* parent)
    : QObject(parent), m_hub(hub), m_view(view), m_file(file), m_form(formOf(file)) {
  m_soon.setSingleShot(true);
  connect(&m_soon, &QTimer::timeout, this, &LogExport::slice);
  const qint64 base = view.store().base();
  if (view.size() > 0) {
    m_first = m_next = base + view.storeIndex(0);
    m_last = base + view.storeIndex(view.size() - 1);
  } else {
    m_last = -1;
  }
}

void LogExport::end(const Status& status) {
  Q_EMIT finished(status, m_lines);
  deleteLater();
}

void LogExport::slice() {
  const auto failed = [this] {
    return Error{u"Local.LogNotWritten"_s, tr("%1 cannot be written: %2.").arg(m_file.fileName(), m_file.errorString()), tr("Choose another place.")};
  };
  if (!m_file.isOpen()) {
    if (!m_file.open(QIODevice::WriteOnly)) return end(failed());
    m_file.write(head(m_form));
  }
  const auto deadline = std::chrono::steady_clock::now() + kSlice;
  const qint64 base = m_view.store().base();
  qint64 row = m_view.rowAt(std::max<qint64>(0, m_next - base));
  QByteArray text;
  for (; row < m_view.size(); ++row) {
    const qint64 absolute = base + m_view.storeIndex(row);
    if (absolute > m_last) break;
    if ((m_lines & 63) == 63 && std::chrono::steady_clock::now() >= deadline) break;
    text += line(m_form, m_view.at(row), m_hub);
    ++m_lines;
    m_next = absolute + 1;
  }
  if (m_file.write(text) != text.size()) return end(failed());
  if (row >= m_view.size() || base + m_view.storeIndex(row) > m_last) {
    if (!m_file.commit()) return end(failed());
    return end(Done{});
  }
  if (m_last > m_first) Q_EMIT progressed(static_cast<int>((m_next - m_first) * 100 / (m_last - m_first + 1)));
  m_soon.start(0);
}

}  // namespace scfdesk
