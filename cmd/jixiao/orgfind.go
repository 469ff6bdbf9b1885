package main

import (
	"slices"

	"jixiao/models"
)

// The kinds of organisation that may stand in the two places of a form's head.
// A department fills in forms of its own (本级), and a section of the bureau
// may be a 主管部门.
var (
	fillingKinds   = []models.OrgKind{models.Unit, models.Department, models.Section, models.Bureau}
	reviewingKinds = []models.OrgKind{models.Department, models.Section, models.Bureau}
)

// orgs is the tree, to look things up in.
type orgs []models.Org

// find returns the identity of what a form names: by code, else by exact name
// where one alone bears it, else 0.
func (o orgs) find(name models.OrgName, kinds []models.OrgKind) int64 {
	if found := o.byCode(name.Code, kinds); found != 0 {
		return found
	}
	var found int64
	for _, org := range o {
		if org.Name == name.Name && slices.Contains(kinds, org.Kind) {
			if found != 0 {
				return 0
			}
			found = org.ID
		}
	}
	return found
}

func (o orgs) byCode(code string, kinds []models.OrgKind) int64 {
	for _, org := range o {
		if code != "" && org.Code == code && slices.Contains(kinds, org.Kind) {
			return org.ID
		}
	}
	return 0
}

// bureau returns the identity of the finance bureau, 0 where there is none.
func (o orgs) bureau() int64 {
	for _, org := range o {
		if org.Kind == models.Bureau {
			return org.ID
		}
	}
	return 0
}
