// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/project/yamltree.h"
#include <algorithm>
#include <istream>
#include <streambuf>
#include <unordered_map>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

/// Why reading was given up, with the place.
struct Refusal {
  QString text;
  int line;
  int column;
};

/// Builds the tree from the parser's events and gives up (by an exception that stays in this file) where a limit is reached.
class Builder final : public YAML::EventHandler {
 public:
  std::shared_ptr<YamlNode> root;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(make(YamlNode::Kind::Null, mark, anchor), mark); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (++m_aliases > yaml::kAliases) refuse(u"more than %1 aliases"_s.arg(yaml::kAliases), mark);
    const auto it = m_anchors.find(anchor);
    // One that names a node around it would have no end.
    if (it == m_anchors.end() || std::any_of(m_open.begin(), m_open.end(), [&](const Open& o) { return o.node == it->second; })) refuse(u"an alias of a node that holds it"_s, mark);
    add(it->second, mark);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    auto node = make(YamlNode::Kind::Text, mark, anchor);
    node->text = QString::fromStdString(value);
    node->quoted = tag == "!";
    if (!node->quoted && (value.empty() || value == "~" || value == "null")) node->kind = YamlNode::Kind::Null;
    add(std::move(node), mark);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override { open(make(YamlNode::Kind::List, mark, anchor), mark); }
  void OnSequenceEnd() override { m_open.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override { open(make(YamlNode::Kind::Map, mark, anchor), mark); }
  void OnMapEnd() override { m_open.pop_back(); }

 private:
  struct Open {
    std::shared_ptr<YamlNode> node;
    QString key;
    bool hasKey = false;
  };
  [[noreturn]] static void refuse(const QString& why, const YAML::Mark& mark) { throw Refusal{why, mark.line + 1, mark.column + 1}; }

  std::shared_ptr<YamlNode> make(YamlNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (++m_nodes > yaml::kNodes) refuse(u"more than %1 values"_s.arg(yaml::kNodes), mark);
    auto node = std::make_shared<YamlNode>();
    node->kind = kind;
    node->line = mark.line + 1;
    if (anchor != YAML::NullAnchor) m_anchors[anchor] = node;
    return node;
  }
  void open(std::shared_ptr<YamlNode> node, const YAML::Mark& mark) {
    if (int(m_open.size()) >= yaml::kDepth) refuse(u"more than %1 levels"_s.arg(yaml::kDepth), mark);
    add(node, mark);
    m_open.push_back({std::move(node), {}, false});
  }
  void add(const std::shared_ptr<YamlNode>& node, const YAML::Mark& mark) {
    if (m_open.empty()) {
      root = node;
      return;
    }
    Open& top = m_open.back();
    if (top.node->kind == YamlNode::Kind::List) {
      top.node->items.push_back(node);
    } else if (!top.hasKey) {
      if (node->kind != YamlNode::Kind::Text && node->kind != YamlNode::Kind::Null) refuse(u"a name that is no text"_s, mark);
      top.key = node->text;
      top.hasKey = true;
    } else {
      top.hasKey = false;
      if (top.key == u"<<") return merge(*top.node, *node);
      if (top.node->find(top.key) && !m_merged) refuse(u"`%1` stands there twice"_s.arg(top.key.left(80)), mark);
      std::erase_if(top.node->members, [&top](const auto& m) { return m.first == top.key; });  // its own value wins over a merged one
      top.node->members.emplace_back(top.key, node);
    }
  }
  void merge(YamlNode& into, const YamlNode& from) {
    m_merged = true;
    const auto take = [&into, this](const YamlNode& map) {
      for (const auto& [name, value] : map.members) {
        if (into.find(name)) continue;
        if (++m_nodes > yaml::kNodes) refuse(u"more than %1 values"_s.arg(yaml::kNodes), YAML::Mark::null_mark());
        into.members.emplace_back(name, value);
      }
    };
    take(from);
    for (const auto& item : from.items) take(*item);
  }

  std::vector<Open> m_open;
  std::unordered_map<YAML::anchor_t, std::shared_ptr<YamlNode>> m_anchors;
  int m_nodes = 0;
  int m_aliases = 0;
  bool m_merged = false;
};

/// Reads from bytes that stay the caller's.
class Bytes final : public std::streambuf {
 public:
  explicit Bytes(const QByteArray& text) : m_text(text.constData(), size_t(text.size())) { setg(m_text.data(), m_text.data(), m_text.data() + m_text.size()); }

 private:
  std::string m_text;
};

Error wrong(const QString& why, int line, int column) {
  return {u"Local.ProjectFile"_s, line > 0 ? u"Line %1, column %2: %3."_s.arg(line).arg(column).arg(why) : u"The file can't be read: %1."_s.arg(why), {}};
}

}  // namespace

const YamlNode* YamlNode::find(QStringView name) const {
  const auto it = std::find_if(members.begin(), members.end(), [name](const auto& m) { return m.first == name; });
  return it == members.end() ? nullptr : it->second.get();
}

QString YamlNode::textOf(QStringView name) const {
  const YamlNode* node = find(name);
  return node && node->kind == Kind::Text ? node->text : QString();
}

Result<std::shared_ptr<const YamlNode>> yaml::parse(const QByteArray& text) {
  if (text.size() > kBytes) return Error{u"Local.ProjectFile"_s, u"The file has %1 bytes; a project file may have %2."_s.arg(text.size()).arg(kBytes), {}};
  Bytes bytes(text);
  std::istream stream(&bytes);
  try {
    YAML::Parser parser(stream);
    Builder builder;
    if (!parser.HandleNextDocument(builder) || !builder.root) return wrong(u"it is empty"_s, 0, 0);
    return std::shared_ptr<const YamlNode>(builder.root);
  } catch (const Refusal& refusal) {
    return wrong(refusal.text, refusal.line, refusal.column);
  } catch (const YAML::Exception& error) {
    return wrong(QString::fromStdString(error.msg), error.mark.line + 1, error.mark.column + 1);
  } catch (const std::exception& error) {
    return wrong(QString::fromUtf8(error.what()), 0, 0);
  }
}

}  // namespace scfdesk
