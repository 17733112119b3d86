package main

import (
	"encoding/json"
	"fmt"
	"time"
)

type event struct {
	TriggerName string
	Time        time.Time
	Message     string
}

// Runs at the timer's times. Message is what the trigger carries; here a JSON object of what to do.
func handle(raw json.RawMessage) (interface{}, error) {
	var e event
	if err := json.Unmarshal(raw, &e); err != nil {
		return nil, err
	}
	fmt.Printf("%s planned for %s, %d s ago\n", e.TriggerName, e.Time.Format(time.RFC3339), int(time.Since(e.Time).Seconds()))
	var job interface{}
	if err := json.Unmarshal([]byte(e.Message), &job); err != nil {
		job = map[string]string{"note": e.Message}
	}
	return map[string]interface{}{"trigger": e.TriggerName, "job": job}, nil
}

func main() { Start(handle) }
