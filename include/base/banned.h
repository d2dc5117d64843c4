/* base/banned.h -- calls that overrun, hide state or read numbers carelessly do not
 * compile.  Included by err.h and mem.h, so every file has it; the system's headers
 * that declare them come first, so that only our own uses are struck.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef strcpy
#define strcpy(...) strcpy_is_banned_use_str_copy
#undef strcat
#define strcat(...) strcat_is_banned_use_str_add
#undef sprintf
#define sprintf(...) sprintf_is_banned_use_str_format
#undef vsprintf
#define vsprintf(...) vsprintf_is_banned_use_str_addv
#undef strtok
#define strtok(...) strtok_is_banned_use_strtok_r
#undef localtime
#define localtime(...) localtime_is_banned_use_clock_day
#undef gmtime
#define gmtime(...) gmtime_is_banned_use_stamp_text
#undef atoi
#define atoi(...) atoi_is_banned_use_strtol

#endif
