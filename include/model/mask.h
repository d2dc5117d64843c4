/* model/mask.h -- what may be seen of a value before it is asked for with a reason.
 * A mask is for the eye only: it is never written back as data.  Each writes at most
 * size bytes, cut at a character; "" stays "".
 */
#ifndef MODEL_MASK_H
#define MODEL_MASK_H

#include <stddef.h>

void mask_phone(char *out, size_t size, const char *phone); /* 138****5678 */
void mask_name(char *out, size_t size, const char *name); /* 王** */
void mask_id(char *out, size_t size, const char *id); /* 110105********002X */
void mask_address(char *out, size_t size, const char *address); /* 杭州市西湖区*** */

#endif
