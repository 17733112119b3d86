package main

import (
	"encoding/json"
	"fmt"
	"sort"
)

func handle(raw json.RawMessage) (interface{}, error) {
	fmt.Println("Received event:", string(raw))
	event := map[string]interface{}{}
	if err := json.Unmarshal(raw, &event); err != nil {
		return nil, err
	}
	keys := []string{}
	for key := range event {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return map[string]interface{}{"message": "Hello from SCF", "keys": keys}, nil
}

func main() { Start(handle) }
