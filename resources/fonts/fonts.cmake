# SPDX-License-Identifier: GPL-3.0-or-later
# SCFDESK_FONT_FILES: the fonts of the console, made at build time from Debian's packages by makefonts.py.
set(SCFDESK_FONT_FOLDER ${PROJECT_BINARY_DIR}/fonts)
set(SCFDESK_FONT_FILES "")
foreach(name SCFDeskMono-Regular.ttf SCFDeskMono-Medium.ttf 
        SCFDeskSans-Regular.ttf SCFDeskSans-Medium.ttf SCFDeskSans-SemiBold.ttf)
  list(APPEND SCFDESK_FONT_FILES ${SCFDESK_FONT_FOLDER}/${name})
endforeach()
find_file(SCFDESK_NOTO_CJK NAMES NotoSansCJK-Regular.ttc NotoSansCJKsc-Regular.otf NotoSansSC-Regular.otf
  PATHS /usr/share/fonts/opentype/noto /usr/share/fonts/truetype/noto /usr/local/share/fonts)
if(SCFDESK_NOTO_CJK)
  list(APPEND SCFDESK_FONT_FILES ${SCFDESK_FONT_FOLDER}/SCFDeskHan-Regular.ttf)
endif()
add_custom_command(OUTPUT ${SCFDESK_FONT_FILES}
  COMMAND /usr/bin/python3 ${CMAKE_CURRENT_LIST_DIR}/makefonts.py ${SCFDESK_FONT_FOLDER}
  DEPENDS ${CMAKE_CURRENT_LIST_DIR}/makefonts.py
  COMMENT "Making the fonts" VERBATIM)
