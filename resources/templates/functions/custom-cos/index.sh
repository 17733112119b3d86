source ./json.sh

# Says what became of an object. With a COS client in the package, read it here and write a result beside it.
main_handler() {
  local key bucket what size name
  key="$(text key "$1")" && bucket="$(text name "$1")-$(text appid "$1")" && what="$(text eventName "$1")" || return 1
  size="$(number size "$1")" || size=0
  key="${key#/*/*/}"                       # /appid/bucket/path, with the path percent-encoded
  key="$(printf '%b' "${key//%/\\x}")"
  echo "$what $bucket $key $size" >&2
  if [[ $what == *ObjectRemove* ]]; then
    echo "{\"key\":$(quoted "$key"),\"removed\":true}"
  else
    name="${key##*/}"
    [[ $name == *.* ]] && name="${name%.*}-small.${name##*.}" || name="$name-small"
    echo "{\"key\":$(quoted "$key"),\"bytes\":$size,\"result\":$(quoted "thumbnails/$name")}"
  fi
}
