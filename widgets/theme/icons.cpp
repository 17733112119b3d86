// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

QPixmap tintedIcon(const QString& name, int pixels, const QColor& color) {
  if (pixels <= 0) return {};
  const QString key = u"icon/"_s + name + u'/' + QString::number(pixels) + u'/' + color.name(QColor::HexArgb);
  QPixmap pixmap;
  if (QPixmapCache::find(key, &pixmap)) return pixmap;
  QFile file(u":/icons/"_s + name + u".svg"_s);
  if (!file.open(QIODevice::ReadOnly)) {
    qWarning("There is no icon named %s.", qPrintable(name));
    return {};
  }
  QByteArray svg = file.readAll();
  svg.replace("currentColor", color.name().toLatin1()).replace("#000", color.name().toLatin1());
  QSvgRenderer renderer(svg);
  pixmap = QPixmap(pixels, pixels);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setOpacity(color.alphaF());
  renderer.render(&painter, QRectF(0, 0, pixels, pixels));
  painter.end();
  QPixmapCache::insert(key, pixmap);
  return pixmap;
}

namespace {

class TintedEngine final : public QIconEngine {
 public:
  TintedEngine(const QString& name, const QColor& color) : m_name(name), m_color(color) {}
  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
    const qreal dpr = painter->device() ? painter->device()->devicePixelRatioF() : 1;
    const int side = qMin(rect.width(), rect.height());
    QPixmap drawn = scaledPixmap(QSize(side, side) * dpr, mode, state, dpr);
    drawn.setDevicePixelRatio(dpr);
    painter->drawPixmap(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, drawn);
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    return scaledPixmap(size, mode, state, 1);
  }
  QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal) override {
    const Colors& c = Theme::current().colors();
    const QColor color = mode == QIcon::Disabled ? c.text.disabled : m_color.isValid() ? m_color : c.text.secondary;
    return tintedIcon(m_name, qMin(size.width(), size.height()), color);
  }
  [[nodiscard]] QIconEngine* clone() const override { return new TintedEngine(m_name, m_color); }
  [[nodiscard]] QString iconName() override { return m_name; }

 private:
  QString m_name;
  QColor m_color;
};

}  // namespace

QIcon themedIcon(const QString& name, const QColor& color) { return QIcon(new TintedEngine(name, color)); }

}  // namespace scfdesk
