source ./json.sh

# A batch of one partition. A failure gives the whole batch again, so what was done before must bear that.
main_handler() {
  local rest="$1" message=0 skipped=0 total=0 body amount
  local record='"Ckafka"[[:space:]]*:[[:space:]]*\{'
  while [[ $rest =~ $record ]]; do
    rest="${rest#*"${BASH_REMATCH[0]}"}"
    ((++message))
    body="$(text msgBody "$rest")" || return 1
    if ! amount="$(number amount "$body")"; then
      echo "no amount, left out: $(text topic "$rest") $(number partition "$rest") $(number offset "$rest")" >&2
      ((++skipped))
    elif ((amount < 0)); then
      echo "the amount $amount is below 0" >&2
      return 1
    else
      ((total += amount, 1))
    fi
  done
  echo "up to $(text topic "$rest") $(number partition "$rest") $(number offset "$rest")" >&2
  echo "{\"messages\":$message,\"skipped\":$skipped,\"total\":$total}"
}
