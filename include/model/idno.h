/* model/idno.h -- numbers with check digits: each function takes the typed text
 * (full-width digits, blanks and hyphens are allowed) and writes the normal form, or
 * REFUSES with a sentence that says what is wrong.  out may be in; size 40 is enough.
 */
#ifndef MODEL_IDNO_H
#define MODEL_IDNO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define IDNO_TEXT 40

/* 统一社会信用代码, GB 32100-2015: 18 characters without I O S V Z.  A code with a wrong
 * check digit, kind or region is REFUSED with err->ask and its normal form in out, since
 * genuine ones issued before 2016 fail the check.  An identity number is REFUSED. */
enum verdict idno_uscc(const char *in, char *out, size_t size, struct err *) MUST;
/* 组织机构代码, GB 11714: 8 characters and a check, "71526726X". */
enum verdict idno_org(const char *in, char *out, size_t size, struct err *) MUST;
/* Former business registration number, 15 digits, GB/T 17710 MOD 11,10. */
enum verdict idno_reg15(const char *in, char *out, size_t size, struct err *) MUST;
/* Any of the three, told apart by length. */
enum verdict idno_trader(const char *in, char *out, size_t size, struct err *) MUST;
/* 公民身份号码, GB 11643: 18 digits; the 15-digit form is refused with a hint. */
enum verdict idno_resident(const char *in, char *out, size_t size, struct err *) MUST;
/* The number of any identity document; one that looks like a 公民身份号码 is checked as
 * one. */
enum verdict idno_paper(const char *in, char *out, size_t size, struct err *) MUST;
/* Mobile, land line with area code (extension after "-"), 400/800, 95…/96…/1xxxx,
 * abroad as "+852…".  +86, 0086 and the 0 that exchanges put before mobiles are removed. */
enum verdict idno_phone(const char *in, char *out, size_t size, struct err *) MUST;
enum verdict idno_postcode(const char *in, char *out, size_t size, struct err *) MUST;
/* Yuan with two decimals: "128", "￥1,280.5", "１２８元", "1.2万" → "12000.00". */
enum verdict idno_money(const char *in, char *out, size_t size, struct err *) MUST;

enum sex { SEX_UNKNOWN, SEX_MALE, SEX_FEMALE };
/* From a number that idno_resident() wrote. */
int32_t idno_birthday(const char *id);
enum sex idno_sex(const char *id);

#endif
