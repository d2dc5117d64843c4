/* reason.h -- turns libpq's connection errors into sentences for the operator. */
#ifndef GATE_PRIVATE_REASON_H
#define GATE_PRIVATE_REASON_H

#include "base/err.h"

/* libpq's message (English, PQERRORS_SQLSTATE) as LATER or REFUSED with its sentence;
 * err->field is "password" where only another password can help. */
enum verdict reason_read(const char *message, struct err *);

/* The SQLSTATE in the error of a connection that failed; "" where there is none. */
void reason_state(const char *message, char out[6]);

#endif
