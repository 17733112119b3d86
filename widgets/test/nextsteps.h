// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

namespace scfdesk {

class DeskButton;

/// What one can do after the first reply; lies under the reply and hides nothing of it. GUI thread; owned by ReplyPane.
class NextSteps final : public QWidget {
  Q_OBJECT
 public:
  explicit NextSteps(QWidget* parent = nullptr);
  /// The offer of a load, as the empty pane and this one say it.
  static QString loadOffer(int count, int peakPerSecond);
  static QString bucketOffer();
  static QString folderOffer();

 Q_SIGNALS:
  void loadWanted();
  void bucketWanted();
  void folderWanted();
  void dismissed();

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void retranslate();
  DeskButton *m_load, *m_bucket, *m_folder, *m_close;
};

}  // namespace scfdesk
