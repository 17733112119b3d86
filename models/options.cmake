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

# Precompiled headers of chosen headers, built once and reused (module-wide headers make builds slower, not faster). A target takes
# the one that has what its files include most:
#   core     Qt Core and the standard library: models, small programs
#   json     core and nlohmann::json, for the folders whose .cpp files read documents: engine, command line, cloud
#   widgets  core and the widgets of most views
# Qt Test isn't in any: its headers hold the name of the folder they are compiled for.
function(scfdesk_use_pch target)
  if(SCFDESK_PCH)
    set(kind ${ARGN})
    if(NOT kind)
      set(kind core)
    endif()
    target_precompile_headers(${target} REUSE_FROM scfdesk_pch_${kind})
  endif()
endfunction()
# What only people wait for: sources of `target` that match one of the expressions are compiled in three quarters of the time.
function(scfdesk_compile_lightly target)
  get_target_property(sources ${target} SOURCES)
  foreach(source ${sources})
    foreach(expression ${ARGN})
      if(source MATCHES "${expression}.*[.]cpp$")
        set_source_files_properties(${source} TARGET_DIRECTORY ${target} PROPERTIES COMPILE_OPTIONS $<$<CONFIG:Release>:-O1>)
      endif()
    endforeach()
  endforeach()
endfunction()
function(scfdesk_add_pch kind libraries)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/pch_${kind}.cpp CONTENT "\n")
  add_library(scfdesk_pch_${kind} STATIC ${PROJECT_BINARY_DIR}/pch_${kind}.cpp)
  set_target_properties(scfdesk_pch_${kind} PROPERTIES AUTOMOC OFF)
  target_link_libraries(scfdesk_pch_${kind} PUBLIC scfdesk_options ${libraries})
  target_precompile_headers(scfdesk_pch_${kind} PRIVATE ${ARGN})
endfunction()
if(SCFDESK_PCH)
  # The compiler cache can't tell what a precompiled header holds without it.
  target_compile_options(scfdesk_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  set(core <algorithm> <array> <chrono> <cmath> <cstdint> <deque> <functional> <map> <memory> <optional> <string> <unordered_map> <utility> <vector>
    <QByteArray> <QDateTime> <QDir> <QFile> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap> <QObject> <QSet> <QString> <QStringList> <QVariant>)
  set(json ${core} <nlohmann/json.hpp>)
  scfdesk_add_pch(core Qt6::Core ${core})
  scfdesk_add_pch(json "Qt6::Core;nlohmann_json::nlohmann_json" ${json})
  if(SCFDESK_GUI)
    set(widgets ${core} <QApplication> <QBoxLayout> <QEvent> <QHeaderView> <QKeyEvent> <QLabel> <QLineEdit> <QMenu> <QPainter> <QPainterPath> <QPushButton>
      <QScrollArea> <QScrollBar> <QStackedWidget> <QStyledItemDelegate> <QTableView> <QTimer> <QWidget>)
    scfdesk_add_pch(widgets "Qt6::Core;Qt6::Widgets" ${widgets})
  endif()
endif()
