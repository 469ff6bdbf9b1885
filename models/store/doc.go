// Package store keeps the office's data: organisations and people, declarations
// with their versions and history, rounds and settings. It runs on a SQLite
// file or on PostgreSQL with the same code, and is the only home of the
// database libraries; domain types and models.Error come out, no type of gorm.
//
// What is kept where:
//
//	orgs, people, roles, role_departments      the tree and who does what in it
//	declarations                               head, texts and sign-off as columns
//	funds, indicators                          cells of money and rows, each with its identity
//	fillers                                    who filled in a declaration
//	versions, findings                         what was sent in, and what the rules said then
//	events, hands                              the history, and who has had a declaration
//	saved_states                               each saved text of a declaration
//	tallies                                    numbers and sums of lists, kept as moves happen
//	attachments                                scans and documents; the files lie outside
//	rounds, round_rules                        批次, and what each decides about rules
//	budget_lines, budget_choices, budget_links the budget table, and what was linked by hand
//	sessions, failures, settings               what the server itself needs
//
// Every change of a declaration goes through UpdateDeclaration, which compares
// revisions and does everything in one transaction. Errors begin with "store:"
// and say what was being done; expected refusals wrap a *models.Error. Times
// are kept in UTC to the microsecond, money as exact 分; a blank cell of money
// has no row, so it is never a zero.
package store
