// What github.com/tencentyun/scf-go-lib does, in one file, so that the program is built without a download: the platform calls
// Function.Ping and Function.Invoke over net/rpc at the port that it names. With the library, delete this file and call
// cloudfunction.Start(handle) instead of Start(handle).
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/rpc"
	"os"
	"runtime/debug"
)

type PingRequest struct{}
type PingResponse struct{}

type InvokeRequest struct {
	Payload            []byte
	RequestId          string
	Namespace          string
	FunctionName       string
	FunctionVersion    string
	MemoryLimitInMb    int
	TimeLimitInMs      int
	Environment        string
	TencentcloudRegion string
}

type InvokeError struct {
	Message    string
	Type       string
	ShouldExit bool
}

type InvokeResponse struct {
	Payload []byte
	Error   *InvokeError
}

type Function struct {
	handle func(event json.RawMessage) (interface{}, error)
}

func (f *Function) Ping(request *PingRequest, response *PingResponse) error { return nil }

func (f *Function) Invoke(request *InvokeRequest, response *InvokeResponse) (problem error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			log.Printf("%v\n%s", panicked, debug.Stack())
			response.Error = &InvokeError{Message: fmt.Sprint(panicked), Type: "panic", ShouldExit: true}
		}
	}()
	result, err := f.handle(request.Payload)
	if err == nil {
		response.Payload, err = json.Marshal(result)
	}
	if err != nil {
		response.Error = &InvokeError{Message: err.Error(), Type: fmt.Sprintf("%T", err)}
	}
	return nil
}

// Start serves events with handle and does not return.
func Start(handle func(event json.RawMessage) (interface{}, error)) {
	listener, err := net.Listen("tcp", "0.0.0.0:"+os.Getenv("_LAMBDA_SERVER_PORT"))
	if err != nil {
		log.Fatal(err)
	}
	if err := rpc.RegisterName("Function", &Function{handle}); err != nil {
		log.Fatal(err)
	}
	rpc.Accept(listener)
}
