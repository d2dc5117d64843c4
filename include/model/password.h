/* model/password.h -- the rules for a new password, at every place that sets one.
 */
#ifndef MODEL_PASSWORD_H
#define MODEL_PASSWORD_H

#include "base/err.h"

enum { PASSWORD_LEAST = 10, PASSWORD_MOST = 200 }; /* characters */

/* was: the password it replaces, "" where not known.  REFUSED: the rule it breaks. */
enum verdict password_check(const char *name, const char *was, const char *is,
			    struct err *) MUST;

#endif
