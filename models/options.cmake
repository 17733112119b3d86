# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler settings of every target of ours, carried by one INTERFACE target.
add_library(scfdesk_options INTERFACE)
target_compile_features(scfdesk_options INTERFACE cxx_std_20)
set_target_properties(scfdesk_options PROPERTIES INTERFACE_CXX_EXTENSIONS OFF)
target_include_directories(scfdesk_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
target_link_libraries(scfdesk_options INTERFACE Threads::Threads)
target_compile_definitions(scfdesk_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_USE_QSTRINGBUILDER
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400 QT_NO_KEYWORDS
  SCFDESK_VERSION="${PROJECT_VERSION}"
  $<$<CONFIG:Debug>:QT_STRICT_ITERATORS _GLIBCXX_ASSERTIONS>)
target_compile_options(scfdesk_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wcast-qual -Wcast-align -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Winvalid-pch>
  # g++ 12 sees overlaps in std::string's own operator+ where there are none (its bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${SCFDESK_WERROR}>:-Werror>)
if(SCFDESK_SANITIZE)
  target_compile_options(scfdesk_options INTERFACE -fsanitize=${SCFDESK_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(scfdesk_options INTERFACE -fsanitize=${SCFDESK_SANITIZE})
endif()

# A precompiled header of chosen headers is built once and reused: module-wide headers make builds slower, not faster.
function(scfdesk_use_pch target)
  if(SCFDESK_PCH)
    target_precompile_headers(${target} REUSE_FROM scfdesk_pch_core)
  endif()
endfunction()
if(SCFDESK_PCH)
  file(WRITE ${PROJECT_BINARY_DIR}/pch_core.cpp "\n")
  add_library(scfdesk_pch_core STATIC ${PROJECT_BINARY_DIR}/pch_core.cpp)
  target_link_libraries(scfdesk_pch_core PUBLIC scfdesk_options Qt6::Core)
  target_precompile_headers(scfdesk_pch_core PRIVATE
    <algorithm> <chrono> <cstdint> <functional> <memory> <optional> <string> <unordered_map> <utility> <vector>
    <QByteArray> <QDateTime> <QHash> <QList> <QObject> <QString> <QStringList> <QVariant>)
  target_compile_options(scfdesk_pch_core PRIVATE -fpch-preprocess)
endif()
