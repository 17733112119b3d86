# What these functions need of JSON, in Bash alone: strings and numbers by their name, and strings to answer with.

# text NAME JSON: the first string of that name, without its escapes. Fails when there is none.
text() {
  local pattern="\"$1\"[[:space:]]*:[[:space:]]*\"(([^\"\\\\]|\\\\.)*)\""
  [[ $2 =~ $pattern ]] || return 1
  local s="${BASH_REMATCH[1]}"
  s="${s//\\\\/\\x5c}" s="${s//\\\"/\"}" s="${s//\\\//\/}"
  printf '%b' "$s"
}

# number NAME JSON: the first whole number of that name. Fails when there is none.
number() {
  local pattern="\"$1\"[[:space:]]*:[[:space:]]*(-?[0-9]+)"
  [[ $2 =~ $pattern ]] && printf '%s' "${BASH_REMATCH[1]}"
}

# quoted TEXT: as a JSON string.
quoted() {
  local s="${1//\\/\\\\}"
  s="${s//\"/\\\"}" s="${s//$'\n'/\\n}" s="${s//$'\r'/\\r}" s="${s//$'\t'/\\t}"
  printf '"%s"' "$s"
}
