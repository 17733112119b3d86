// SPDX-License-Identifier: GPL-3.0-or-later
// A web function in Go: no C library, so nothing of it can be interposed.
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "go %d %s %s %s", os.Getpid(), r.Method, r.URL.Path, body)
	})
	fmt.Println(http.ListenAndServe("0.0.0.0:9000", nil))
}
