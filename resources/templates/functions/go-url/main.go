package main

import (
	"encoding/json"
	"fmt"
)

type request struct {
	HTTPMethod  string            `json:"httpMethod"`
	Path        string            `json:"path"`
	QueryString map[string]string `json:"queryString"`
	Body        string            `json:"body"`
}

type reply struct {
	IsBase64Encoded bool              `json:"isBase64Encoded"`
	StatusCode      int               `json:"statusCode"`
	Headers         map[string]string `json:"headers"`
	Body            string            `json:"body"`
}

func answer(status int, value interface{}) (interface{}, error) {
	body, err := json.Marshal(value)
	return reply{false, status, map[string]string{"content-type": "application/json; charset=utf-8"}, string(body)}, err
}

func handle(raw json.RawMessage) (interface{}, error) {
	var r request
	if err := json.Unmarshal(raw, &r); err != nil {
		return nil, err
	}
	fmt.Println(r.HTTPMethod, r.Path)
	if r.HTTPMethod != "GET" && r.HTTPMethod != "POST" {
		return answer(405, map[string]string{"error": r.HTTPMethod + " is not supported here."})
	}
	var sent interface{}
	if r.Body != "" {
		if err := json.Unmarshal([]byte(r.Body), &sent); err != nil {
			return answer(400, map[string]string{"error": "The body is not JSON: " + err.Error()})
		}
	}
	return answer(200, map[string]interface{}{"path": r.Path, "query": r.QueryString, "body": sent})
}

func main() { Start(handle) }
