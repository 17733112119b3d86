package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
)

type event struct {
	Records []struct {
		Cos struct {
			CosBucket struct {
				Name  string `json:"name"`
				Appid string `json:"appid"`
			} `json:"cosBucket"`
			CosObject struct {
				Key  string `json:"key"`
				Size int64  `json:"size"`
			} `json:"cosObject"`
		} `json:"cos"`
		Event struct {
			EventName string `json:"eventName"`
		} `json:"event"`
	}
}

// Says what became of each object. With the COS SDK, read it here and write a result beside it.
func handle(raw json.RawMessage) (interface{}, error) {
	var e event
	if err := json.Unmarshal(raw, &e); err != nil {
		return nil, err
	}
	objects := []map[string]interface{}{}
	for _, record := range e.Records {
		// /appid/bucket/path, with the path percent-encoded
		parts := strings.SplitN(record.Cos.CosObject.Key, "/", 4)
		key, err := url.PathUnescape(parts[len(parts)-1])
		if err != nil {
			return nil, err
		}
		fmt.Println(record.Event.EventName, record.Cos.CosBucket.Name, key)
		one := map[string]interface{}{"key": key}
		if strings.Contains(record.Event.EventName, "ObjectRemove") {
			one["removed"] = true
		} else {
			one["bytes"] = record.Cos.CosObject.Size
		}
		objects = append(objects, one)
	}
	return map[string]interface{}{"objects": objects}, nil
}

func main() { Start(handle) }
