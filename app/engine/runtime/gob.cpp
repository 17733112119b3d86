// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/runtime/gob.h"
#include <cstring>
#include <optional>

namespace scfdesk::gob {
namespace {
constexpr int kMostNumberBytes = 8;
// Fields of gob's own descriptions, counted from 0.
constexpr int kWireSlice = 1;
constexpr int kWireStruct = 2;

/// How many bytes the number at the front takes, 0 when there are too few to say.
int numberBytes(unsigned char first) { return first < 128 ? 1 : 1 + (256 - first); }
}  // namespace

void appendUint(QByteArray& out, uint64_t value) {
  if (value < 128) {
    out += char(value);
    return;
  }
  char bytes[kMostNumberBytes];
  int count = 0;
  for (; value != 0; value >>= 8) bytes[count++] = char(value & 0xff);
  out += char(-count);
  while (count > 0) out += bytes[--count];
}

void appendInt(QByteArray& out, int64_t value) { appendUint(out, value < 0 ? (uint64_t(~value) << 1) | 1 : uint64_t(value) << 1); }

void appendBytes(QByteArray& out, QByteArrayView bytes) {
  appendUint(out, uint64_t(bytes.size()));
  out.append(bytes.data(), bytes.size());
}

void StructWriter::step(int field) {
  appendUint(m_out, uint64_t(field - m_last));
  m_last = field;
}

void StructWriter::text(int field, QByteArrayView value) {
  if (value.isEmpty()) return;
  step(field);
  appendBytes(m_out, value);
}

void StructWriter::unsignedNumber(int field, uint64_t value) {
  if (value == 0) return;
  step(field);
  appendUint(m_out, value);
}

void StructWriter::number(int field, int64_t value) {
  if (value == 0) return;
  step(field);
  appendInt(m_out, value);
}

QByteArray message(int type, const QByteArray& body) {
  QByteArray head;
  appendInt(head, type);
  QByteArray whole;
  whole.reserve(head.size() + body.size() + 10);
  appendUint(whole, uint64_t(head.size() + body.size()));
  return whole.append(head).append(body);
}

QByteArray describeStruct(const char* name, int type, const std::vector<Field>& fields) {
  QByteArray body;
  StructWriter wire(body);
  wire.inner(kWireStruct, [&](StructWriter& description) {
    description.inner(0, [&](StructWriter& common) {
      common.text(0, name);
      common.number(1, type);
    });
    if (fields.empty()) return;
    appendUint(body, 1);  // the next field of the description: a slice
    appendUint(body, uint64_t(fields.size()));
    for (const Field& field : fields) {
      StructWriter one(body);
      one.text(0, field.name);
      one.number(1, field.type);
      one.end();
    }
  });
  wire.end();
  return message(-type, body);
}

const Value* Value::find(const char* field) const {
  for (const auto& [name, value] : fields)
    if (name == field) return &value;
  return nullptr;
}

QByteArray Value::text(const char* field) const {
  const Value* value = find(field);
  return value ? value->bytes : QByteArray();
}

uint64_t Value::numberOf(const char* field) const {
  const Value* value = find(field);
  return value ? value->number : 0;
}

/// Reads a message from the front; every read says whether there was enough.
class Decoder::Cursor {
 public:
  explicit Cursor(QByteArrayView bytes) : m_bytes(bytes) {}
  [[nodiscard]] qsizetype left() const { return m_bytes.size() - m_at; }
  bool number(uint64_t& value) {
    if (left() < 1) return false;
    const auto first = static_cast<unsigned char>(m_bytes[m_at]);
    const int size = numberBytes(first);
    if (size > kMostNumberBytes + 1 || left() < size) return false;
    value = size == 1 ? first : 0;
    for (int i = 1; i < size; ++i) value = value << 8 | static_cast<unsigned char>(m_bytes[m_at + i]);
    m_at += size;
    return true;
  }
  bool signedNumber(int64_t& value) {
    uint64_t bits = 0;
    if (!number(bits)) return false;
    value = signedOf(bits);
    return true;
  }
  bool bytes(QByteArray& value) {
    uint64_t size = 0;
    if (!number(size) || size > uint64_t(left())) return false;
    value = m_bytes.sliced(m_at, qsizetype(size)).toByteArray();
    m_at += qsizetype(size);
    return true;
  }
  /// The next field of a struct: its number counted from 0; -1 at the end.
  bool field(int& last, int& next) {
    uint64_t delta = 0;
    if (!number(delta) || delta > 1000) return false;
    next = delta == 0 ? -1 : last + int(delta);
    last = next;
    return true;
  }

 private:
  QByteArrayView m_bytes;
  qsizetype m_at = 0;
};

bool Decoder::fail(const char* reason) {
  if (!m_reason) m_reason = reason;
  m_buffer.clear();
  return false;
}

bool Decoder::feed(QByteArrayView bytes, std::vector<Value>& values) {
  if (m_reason) return false;
  m_buffer.append(bytes.data(), bytes.size());
  qsizetype used = 0;
  for (;;) {
    const QByteArrayView rest = QByteArrayView(m_buffer).sliced(used);
    if (rest.isEmpty()) break;
    const int head = numberBytes(static_cast<unsigned char>(rest[0]));
    if (head > kMostNumberBytes + 1) return fail("a length that is no number");
    if (rest.size() < head) break;
    Cursor in(rest);
    uint64_t size = 0;
    if (!in.number(size)) return fail("a length that is no number");
    if (size == 0 || size > uint64_t(m_maxMessage)) return fail("a message that is empty or too long");
    if (uint64_t(in.left()) < size) break;
    if (!takeMessage(rest.sliced(head, qsizetype(size)), values)) return false;
    used += head + qsizetype(size);
  }
  m_buffer.remove(0, used);
  return true;
}

bool Decoder::takeMessage(QByteArrayView bytes, std::vector<Value>& values) {
  Cursor in(bytes);
  int64_t type = 0;
  if (!in.signedNumber(type) || type == 0 || type < -1'000'000 || type > 1'000'000) return fail("a message without a type");
  if (type < 0) return takeType(in, int(-type));
  m_items = 0;
  const auto known = m_types.find(int(type));
  if (known == m_types.end() || known->second.shape != Shape::Struct) {  // a value that is no struct has a zero before it
    uint64_t zero = 1;
    if (!in.number(zero) || zero != 0) return fail("a value without its mark");
  }
  Value value;
  if (!takeValue(in, int(type), 0, value)) return fail("a value that is not of its type");
  if (in.left() != 0) return fail("a message with something behind its value");
  values.push_back(std::move(value));
  return true;
}

/// wireType{ArrayT, SliceT, StructT, ...}: {CommonType{Name, Id}, Elem | Field[]{Name, Id}}
bool Decoder::takeType(Cursor& in, int number) {
  if (int(m_types.size()) == kTypes || m_types.contains(number) || number < kFirstOwn) return fail("a type that may not be described");
  if (in.left() > kTypeBytes) return fail("a description of a type that is too long");
  Type type;
  int wireLast = -1;
  int wire = 0;
  if (!in.field(wireLast, wire) || (wire != kWireSlice && wire != kWireStruct)) return fail("a type of a kind that is not known here");
  type.shape = wire == kWireSlice ? Shape::Slice : Shape::Struct;
  int last = -1;
  for (int field = 0;;) {
    if (!in.field(last, field)) return fail("a type that is cut off");
    if (field < 0) break;
    if (field == 0) {
      int inner = -1;
      for (int part = 0;;) {
        QByteArray name;
        int64_t id = 0;
        if (!in.field(inner, part) || (part == 0 && !in.bytes(name)) || (part == 1 && !in.signedNumber(id)) || part > 1) return fail("a type without a proper name");
        if (part < 0) break;
      }
    } else if (field == 1 && type.shape == Shape::Slice) {
      int64_t element = 0;
      if (!in.signedNumber(element) || element < 0 || element > 1'000'000) return fail("a slice without an element type");
      type.element = int(element);
    } else if (field == 1) {
      uint64_t count = 0;
      if (!in.number(count) || count > uint64_t(in.left()) || count > kFields) return fail("a struct with too many fields");
      for (uint64_t i = 0; i < count; ++i) {
        QByteArray name;
        int64_t id = 0;
        int inner = -1;
        for (int part = 0;;) {
          if (!in.field(inner, part) || (part == 0 && !in.bytes(name)) || (part == 1 && !in.signedNumber(id)) || part > 1) return fail("a field without a proper type");
          if (part < 0) break;
        }
        if (id < 0 || id > 1'000'000) return fail("a field without a proper type");
        type.fields.emplace_back(name, int(id));
      }
    } else {
      return fail("a type with more parts than are known here");
    }
  }
  uint64_t end = 1;
  if (!in.number(end) || end != 0 || in.left() != 0) return fail("a type with something behind it");
  m_types.emplace(number, std::move(type));
  return true;
}

bool Decoder::takeValue(Cursor& in, int type, int depth, Value& value) {
  if (depth > kDepth) return fail("values inside of each other too deeply");
  switch (type) {
    case kBool:
    case kInt:
    case kUint:
    case kFloat: return in.number(value.number);
    case kBytes:
    case kString: return in.bytes(value.bytes);
    default: break;
  }
  const auto known = m_types.find(type);
  if (known == m_types.end()) return fail("a type that was not described");
  const Type& shape = known->second;
  if (shape.shape == Shape::Slice) {
    uint64_t count = 0;
    if (!in.number(count) || count > uint64_t(in.left()) || (m_items += size_t(count)) > kItems) return false;
    for (uint64_t i = 0; i < count; ++i)
      if (!takeValue(in, shape.element, depth + 1, value.items.emplace_back())) return false;
    return true;
  }
  int last = -1;
  for (int field = 0;;) {
    if (!in.field(last, field)) return false;
    if (field < 0) return true;
    if (size_t(field) >= shape.fields.size()) return false;
    const auto& [name, inner] = shape.fields[size_t(field)];
    value.fields.push_back({name, {}});
    if (!takeValue(in, inner, depth + 1, value.fields.back().value)) return false;
  }
}

}  // namespace scfdesk::gob
