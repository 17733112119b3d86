source ./json.sh

# Runs at the timer's times. Message is what the trigger carries.
main_handler() {
  local trigger planned job
  trigger="$(text TriggerName "$1")" && planned="$(text Time "$1")" || return 1
  job="$(text Message "$1")"
  echo "$trigger planned for $planned, $(($(date +%s) - $(date -d "$planned" +%s))) s ago" >&2
  echo "{\"trigger\":$(quoted "$trigger"),\"job\":$(quoted "$job")}"
}
