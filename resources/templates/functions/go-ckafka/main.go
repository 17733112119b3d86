package main

import (
	"encoding/json"
	"fmt"
)

type event struct {
	Records []struct {
		Ckafka struct {
			Topic     string `json:"topic"`
			Partition int    `json:"partition"`
			Offset    int64  `json:"offset"`
			MsgBody   string `json:"msgBody"`
		}
	}
}

type order struct {
	ID     interface{} `json:"id"`
	Amount float64     `json:"amount"`
}

// A batch of one partition. An error gives the whole batch again, so what was done before must bear that.
func handle(raw json.RawMessage) (interface{}, error) {
	var e event
	if err := json.Unmarshal(raw, &e); err != nil {
		return nil, err
	}
	total, skipped := 0.0, 0
	for _, record := range e.Records {
		var o order
		if err := json.Unmarshal([]byte(record.Ckafka.MsgBody), &o); err != nil {
			fmt.Println("no JSON, left out:", record.Ckafka.Topic, record.Ckafka.Partition, record.Ckafka.Offset)
			skipped++
			continue
		}
		if o.Amount < 0 {
			return nil, fmt.Errorf("order %v: the amount is below 0", o.ID)
		}
		total += o.Amount
	}
	return map[string]interface{}{"messages": len(e.Records), "skipped": skipped, "total": total}, nil
}

func main() { Start(handle) }
