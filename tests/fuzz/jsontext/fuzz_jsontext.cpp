// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes: the checker ends, its errors lie in the text and in order, and laying out changes nothing but space.
#include "models/data/jsontext.h"
#include <cstdlib>

using namespace scfdesk;

static void require(bool holds) {
  if (!holds) std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const QByteArrayView text(data, static_cast<qsizetype>(size));
  const auto errors = checkJson(text);
  require(errors.size() <= size_t(kJsonErrorsShown));
  for (size_t i = 0; i < errors.size(); ++i) {
    require(errors[i].offset >= 0 && errors[i].offset <= text.size() && errors[i].line >= 1 && errors[i].column >= 1);
    require(!errors[i].message.isEmpty());
    if (i > 0) require(errors[i - 1].offset < errors[i].offset);
  }
  const auto pretty = formatJson(text);
  const auto compact = compactJson(text);
  require(compact.has_value() == errors.empty());
  if (!errors.empty()) require(!pretty);
  if (!pretty) return 0;
  require(isJson(*pretty) && isJson(*compact));
  require(formatJson(*pretty) == pretty && formatJson(*compact) == pretty);
  require(compactJson(*pretty) == compact && compactJson(*compact) == compact);
  return 0;
}
