source ./json.sh

# reply STATUS JSON: an HTTP answer whose body is that JSON.
reply() {
  printf '{"isBase64Encoded":false,"statusCode":%d,"headers":{"content-type":"application/json; charset=utf-8"},"body":%s}' "$1" "$(quoted "$2")"
}

# An HTTP request: its argument is the event, what it prints is the answer. The log is standard error.
main_handler() {
  local method path body
  method="$(text httpMethod "$1")" || method=GET
  path="$(text path "$1")" || path=/
  echo "$method $path" >&2
  case "$method" in
    GET) reply 200 "{\"path\":$(quoted "$path")}" ;;
    POST)
      body="$(text body "$1")"
      if [[ -z $body ]]; then reply 400 '{"error":"The body is empty."}'
      else reply 200 "{\"path\":$(quoted "$path"),\"characters\":${#body},\"body\":$(quoted "$body")}"; fi ;;
    *) reply 405 "{\"error\":$(quoted "$method is not supported here.")}" ;;
  esac
}
