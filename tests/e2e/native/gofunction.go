// SPDX-License-Identifier: GPL-3.0-or-later
// A Go function as the public scf-go-lib makes them: its protocol over the standard library's net/rpc, with the library's names of
// methods and messages (facts/scf.md 3.1), so that Go's own encoder and decoder stand on the other side.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/rpc"
	"os"
	"time"
)

type PingRequest struct{}
type PingResponse struct{}
type InvokeRequest_Timestamp struct{ Seconds, Nanos int64 }
type InvokeRequest struct {
	Payload                                                                 []byte
	RequestId, TraceId                                                      string
	Deadline                                                                InvokeRequest_Timestamp
	InvokedFunctionUnique                                                   string
	ClientContext                                                           []byte
	Namespace, FunctionName, FunctionVersion                                string
	MemoryLimitInMb, TimeLimitInMs                                          int32
	Environment, TencentcloudRegion, TencentcloudAppID, TencentcloudUin, FunctionTrace string
}
type InvokeResponse_Error_StackFrame struct {
	Path  string
	Line  int32
	Label string
}
type InvokeResponse_Error struct {
	Message, Type string
	StackTrace    []*InvokeResponse_Error_StackFrame
	ShouldExit    bool
}
type InvokeResponse struct {
	Payload []byte
	Error   *InvokeResponse_Error
}

type Function struct{}

var runs int
var kept []byte

func (f *Function) Ping(req *PingRequest, res *PingResponse) error { return nil }

func (f *Function) Invoke(req *InvokeRequest, res *InvokeResponse) error {
	runs++
	var e struct {
		How   string `json:"how"`
		Count int    `json:"count"`
	}
	json.Unmarshal(req.Payload, &e)
	fmt.Println("run", runs, e.How)
	switch e.How {
	case "error":
		res.Error = &InvokeResponse_Error{Message: "it went wrong: ü", Type: "errorString"}
		return nil
	case "panic":
		res.Error = &InvokeResponse_Error{Message: "not like this", Type: "string", ShouldExit: true, StackTrace: []*InvokeResponse_Error_StackFrame{
			{"main.go", 12, "handle"}, {"function.go", 70, "(*Function).Invoke"}}}
		return nil
	case "exit":
		os.Exit(7)
	case "sleep":
		time.Sleep(30 * time.Second)
	case "memory":
		kept = make([]byte, e.Count<<20)
		for i := 0; i < len(kept); i += 4096 {
			kept[i] = 1
		}
		time.Sleep(500 * time.Millisecond)
	case "large":
		res.Payload = make([]byte, e.Count)
		for i := range res.Payload {
			res.Payload[i] = 'x'
		}
		res.Payload[0], res.Payload[e.Count-1] = '"', '"'
		return nil
	}
	left := time.Until(time.Unix(req.Deadline.Seconds, req.Deadline.Nanos)).Seconds()
	res.Payload, _ = json.Marshal(map[string]interface{}{"event": json.RawMessage(req.Payload), "runs": runs, "pid": os.Getpid(), "left": left,
		"id": req.RequestId, "name": req.FunctionName, "ns": req.Namespace, "version": req.FunctionVersion, "memory": req.MemoryLimitInMb,
		"time": req.TimeLimitInMs, "environment": req.Environment, "region": req.TencentcloudRegion, "uin": req.TencentcloudUin})
	return nil
}

func main() {
	fmt.Println("module level")
	if os.Getenv("EXIT_IN_INIT") != "" {
		os.Exit(3)
	}
	if os.Getenv("NEVER_LISTEN") != "" {
		time.Sleep(time.Hour)
	}
	l, err := net.Listen("tcp", "0.0.0.0:"+os.Getenv("_LAMBDA_SERVER_PORT"))
	if err != nil {
		log.Fatal(err)
	}
	rpc.Register(new(Function))
	rpc.Accept(l)
}
