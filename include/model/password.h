/* model/password.h -- what a password must be, whoever sets it.
 */
#ifndef MODEL_PASSWORD_H
#define MODEL_PASSWORD_H

#include "base/err.h"

enum { PASSWORD_LEAST = 10, PASSWORD_MOST = 200 }; /* characters */

/* was: the one it takes the place of, "" where that is not known. */
enum verdict password_check(const char *name, const char *was, const char *is,
			    struct err *) MUST;

#endif
