// SPDX-License-Identifier: GPL-3.0-or-later
package com.qcloud.scf.runtime;

/** What a handler is told about its invocation: name and methods of the public artefact, so that code compiled against that links. */
public interface Context {
    String getRequestId();

    int getTimeLimitInMs();

    int getMemoryLimitInMb();
}
