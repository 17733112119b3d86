# The handler: its argument is the event, what it prints is the result. The log is standard error.
main_handler() {
  echo "Received event: $1" >&2
  echo "{\"message\":\"Hello from SCF\",\"bytes\":${#1}}"
}
