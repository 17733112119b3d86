// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QByteArrayView>
#include <cstdint>
#include <map>
#include <vector>

/// Go's gob encoding (https://pkg.go.dev/encoding/gob), as far as net/rpc with plain structs needs it. Pure; any thread.
namespace scfdesk::gob {

/// Numbers of the types that need no description.
enum TypeId : int { kBool = 1, kInt = 2, kUint = 3, kFloat = 4, kBytes = 5, kString = 6, kFirstOwn = 65 };

void appendUint(QByteArray& out, uint64_t value);
void appendInt(QByteArray& out, int64_t value);
void appendBytes(QByteArray& out, QByteArrayView bytes);

/// One field of a struct: its name and its type's number.
struct Field {
  const char* name;
  int type;
};
/// A whole message that describes a struct type.
[[nodiscard]] QByteArray describeStruct(const char* name, int type, const std::vector<Field>& fields);

/// Writes the fields of one struct; those that are zero are left out, as gob does.
class StructWriter final {
 public:
  explicit StructWriter(QByteArray& out) : m_out(out) {}
  void text(int field, QByteArrayView value);
  void unsignedNumber(int field, uint64_t value);
  void number(int field, int64_t value);
  /// A struct inside: its fields are written by `write` into another writer, which ends it.
  template <typename F>
  void inner(int field, F write) {
    step(field);
    StructWriter writer(m_out);
    write(writer);
    writer.end();
  }
  void end() { appendUint(m_out, 0); }

 private:
  void step(int field);
  QByteArray& m_out;
  int m_last = -1;
};
/// A whole message: a struct of a type that was described, its fields in `body`, ended.
[[nodiscard]] QByteArray message(int type, const QByteArray& body);

struct Member;
/// A value as it came. Fields that were left out are missing: zero.
struct Value {
  uint64_t number = 0;           ///< bool, uint; the bits of an int or a float
  QByteArray bytes;              ///< string, []byte
  std::vector<Member> fields;
  std::vector<Value> items;
  [[nodiscard]] const Value* find(const char* field) const;
  [[nodiscard]] QByteArray text(const char* field) const;
  [[nodiscard]] uint64_t numberOf(const char* field) const;
};
/// A field of a struct as it came.
struct Member {
  QByteArray name;
  Value value;
};

/// Takes a gob stream apart: type descriptions are learnt, values given. Bounded: messages of at most `maxMessage` bytes, kTypes
/// types of kFields fields and kTypeBytes bytes (a field of one byte on the way takes 32 and more here), kDepth levels. Once broken it stays broken.
class Decoder final {
 public:
  explicit Decoder(qsizetype maxMessage) : m_maxMessage(maxMessage) {}
  /// Adds the values that `bytes` completes. False when the stream is no gob, or one beyond the bounds.
  [[nodiscard]] bool feed(QByteArrayView bytes, std::vector<Value>& values);
  [[nodiscard]] const char* reason() const { return m_reason; }

  static constexpr int kTypes = 256;
  static constexpr uint64_t kFields = 1000;
  static constexpr qsizetype kTypeBytes = 64 * 1024;
  static constexpr int kDepth = 16;
  static constexpr size_t kItems = 100'000;  ///< of all slices of a message together

 private:
  enum class Shape : uint8_t { Struct, Slice };
  struct Type {
    Shape shape = Shape::Struct;
    int element = 0;
    std::vector<std::pair<QByteArray, int>> fields;
  };
  class Cursor;
  bool takeMessage(QByteArrayView bytes, std::vector<Value>& values);
  bool takeType(Cursor& in, int number);
  bool takeValue(Cursor& in, int type, int depth, Value& value);
  bool fail(const char* reason);

  qsizetype m_maxMessage;
  QByteArray m_buffer;
  std::map<int, Type> m_types;
  size_t m_items = 0;
  const char* m_reason = nullptr;
};

/// An int out of the bits of a value.
[[nodiscard]] inline int64_t signedOf(uint64_t bits) { return (bits & 1) != 0 ? ~int64_t(bits >> 1) : int64_t(bits >> 1); }

}  // namespace scfdesk::gob
