// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/concurrency/reservededitor.h"
#include "models/data/limits.h"
#include "models/functionmodel.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/functions/functioncalls.h"
#include "widgets/theme/followtheme.h"
#include <QHBoxLayout>
#include <QRadioButton>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kMostMb = 10'000'000;
}

ReservedEditor::ReservedEditor(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"concurrency_reserved"_s);
  m_choice = new SegmentedControl(tr("Reserved quota"), this);
  m_choice->setObjectName(u"concurrency_reservedChoice"_s);
  m_choice->addSegment(tr("Shared"));
  m_choice->addSegment(tr("Reserved"));
  m_choice->addSegment(tr("Off"));
  m_amount = new NumberField(tr("Reserved quota in MB"), u"MB"_s, this);
  m_amount->setObjectName(u"concurrency_reservedMb"_s);
  m_amount->setRange(1, kMostMb);
  m_note = new Label(Label::Role::Dense, Tone::Tertiary, {}, this);
  m_note->setObjectName(u"concurrency_reservedNote"_s);
  m_note->setWordWrap(true);
  m_error = new Label(Label::Role::Dense, Tone::Error, {}, this);
  m_error->setObjectName(u"concurrency_reservedError"_s);
  m_error->setWordWrap(true);
  m_error->hide();
  m_save = new DeskButton(tr("Save"), DeskButton::Kind::Default, this);
  m_save->setObjectName(u"concurrency_reservedSave"_s);
  m_save->setAccessibleName(tr("Save reserved quota"));
  m_discard = new DeskButton(tr("Discard"), DeskButton::Kind::Flat, this);
  m_discard->setObjectName(u"concurrency_reservedDiscard"_s);
  needsEngine(m_choice, hub);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  auto* row = new QHBoxLayout;
  row->addWidget(m_choice);
  row->addWidget(m_amount);
  row->addWidget(m_note, 1);
  row->addWidget(m_discard);
  row->addWidget(m_save);
  column->addLayout(row);
  column->addWidget(m_error);
  followTheme(this, [row, column] {
    row->setSpacing(Theme::current().px(10));
    column->setSpacing(Theme::current().px(4));
  });
  connect(m_choice, &SegmentedControl::currentChanged, this, &ReservedEditor::refresh);
  connect(m_amount, &QDoubleSpinBox::valueChanged, this, &ReservedEditor::refresh);
  connect(m_save, &DeskButton::clicked, this, [this] { save(); });
  connect(m_discard, &DeskButton::clicked, this, &ReservedEditor::fill);
}

void ReservedEditor::setFunction(const FunctionInfo* f) {
  const FunctionId id = f ? f->id : 0;
  const bool keep = id == m_function && changed() && !m_busy;
  m_function = id;
  m_memory = f ? f->config.memoryMb : 128;
  m_saved = f ? f->reservedMemoryMb : std::nullopt;
  keep ? refresh() : fill();
}

void ReservedEditor::fill() {
  m_filling = true;
  m_error->hide();
  m_choice->setCurrentIndex(!m_saved ? Shared : *m_saved == 0 ? Off : Reserved);
  m_amount->setSingleStep(m_memory);
  m_amount->setValue(m_saved.value_or(0) > 0 ? *m_saved : 10 * m_memory);
  m_filling = false;
  refresh();
}

std::optional<int> ReservedEditor::wanted() const {
  if (m_choice->currentIndex() == Shared) return std::nullopt;
  return m_choice->currentIndex() == Off ? 0 : m_amount->intValue();
}

bool ReservedEditor::changed() const { return m_function != 0 && wanted() != m_saved; }

void ReservedEditor::refresh() {
  if (m_filling) return;
  const int choice = m_choice->currentIndex();
  setFocusProxy(m_choice->segment(choice));
  m_amount->setVisible(choice == Reserved);
  const int instances = m_amount->intValue() / std::max(m_memory, 1);
  m_note->setText(choice == Shared ? tr("It takes of the account's quota what is free.")
                  : choice == Off  ? tr("Every event is refused with 432.")
                  : instances == 1 ? tr("1 instance of %1 MB, kept free for it").arg(format::count(m_memory))
                                   : tr("Up to %1 instances of %2 MB, kept free for it").arg(format::count(instances), format::count(m_memory)));
  m_amount->setChanged(changed());
  m_save->setVisible(changed());
  m_discard->setVisible(changed());
  m_save->setEnabled(!m_busy && engineMissing(m_hub).isEmpty());
}

void ReservedEditor::takeOver(const ReservedEditor& from) {
  if (!from.changed() || from.m_function != m_function) return;
  m_amount->setValue(from.m_amount->value());
  m_choice->setCurrentIndex(from.m_choice->currentIndex());
  refresh();
}

void ReservedEditor::save(std::function<void(const Status&)> done) {
  const auto told = [done = std::move(done)](const Status& status) {
    if (done) done(status);
  };
  const FunctionInfo* f = m_hub.functions().info(m_function);
  if (!f || m_busy || !changed()) return told(Done{});
  m_busy = true;
  m_error->hide();
  QJsonObject params = calls::nameOf(f->key);
  const std::optional<int> amount = wanted();
  if (amount) params[u"ReservedConcurrencyMem"_s] = *amount;
  calls::action(m_hub, amount ? "PutReservedConcurrencyConfig" : "DeleteReservedConcurrencyConfig", params, this, [this, amount, function = m_function, told](const Result<QJsonObject>& r) {
    m_busy = false;
    if (function == m_function) {
      if (r) m_saved = amount;
      else m_error->setText(EngineWords::text(r.error()));
      m_error->setVisible(!r.ok());
      refresh();
      if (r) Q_EMIT saved();
    }
    told(r ? Status(Done{}) : Status(r.error()));
  });
  refresh();
}

}  // namespace scfdesk
