package handlers_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"jixiao/handlers"
	"jixiao/models"
	"jixiao/models/store"
)

// The organisations of the sample, and a second unit; parents are named by the
// IDs here.
var countyOrgs = []models.Org{
	{ID: -1, Name: "兴县财政局", Kind: models.Bureau, Region: "兴县"},
	{ID: -2, Code: "903", Name: "经济建设股", Kind: models.Section, ParentID: -1},
	{ID: -3, Code: "026", Name: "兴县工业和信息化局", Kind: models.Department, Region: "兴县"},
	{ID: -4, Code: "026001", Name: "兴县电子商务服务中心", Kind: models.Unit, ParentID: -3},
	{ID: -5, Code: "026002", Name: "兴县工业园区服务中心", Kind: models.Unit, ParentID: -3},
}

// role is a role at the organisation with that code; "" is the finance bureau.
type role struct {
	kind models.RoleKind
	code string
	only string // department that a finance reviewer is limited to
}

// The people of the sample, and those whom the tests need beside them.
var countyPeople = []struct {
	login, name, phone string
	roles              []role
}{
	{"jingban", "李经办", "0358-0000001", []role{{kind: models.Handler, code: "026001"}}},
	{"tongshi", "周同事", "", []role{{kind: models.Handler, code: "026001"}}},
	{"linju", "吴邻居", "", []role{{kind: models.Handler, code: "026002"}}},
	{"zhuguan", "王主管", "0358-0000002", []role{{kind: models.DepartmentReviewer, code: "026"}}},
	{"fuzhuguan", "郑副手", "", []role{{kind: models.DepartmentReviewer, code: "026"}}},
	{"jingjian", "孙经建", "0358-0000004", []role{{kind: models.DepartmentReviewer, code: "903"}}},
	{"caizheng", "赵财政", "0358-0000003", []role{{kind: models.FinanceReviewer}}},
	{"duikou", "冯对口", "", []role{{kind: models.FinanceReviewer, only: "903"}}},
	{"gongxin", "褚工信", "", []role{{kind: models.FinanceReviewer, only: "026"}}},
	{"yiren", "陈一人", "", []role{
		{kind: models.Handler, code: "026001"}, {kind: models.DepartmentReviewer, code: "026"}, {kind: models.FinanceReviewer},
	}},
	{"admin", "管理员", "0358-0000005", []role{{kind: models.Administrator}}},
}

// makeCounty returns a database file with the organisations, people and round
// of the sample.
func makeCounty() ([]byte, error) {
	dir, err := os.MkdirTemp("", "county")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	file := filepath.Join(dir, "county.db")
	ctx := context.Background()
	s, err := store.Open(ctx, file, func() time.Time { return noon })
	if err != nil {
		return nil, err
	}
	if err := fillCounty(ctx, s); err != nil {
		_ = s.Close()
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}

func fillCounty(ctx context.Context, s *store.Store) error {
	if err := s.Migrate(ctx); err != nil {
		return err
	}
	if _, _, err := s.SaveOrgs(ctx, countyOrgs); err != nil {
		return err
	}
	if err := s.CreateRound(ctx, &models.Round{Year: 2023, Name: "一上"}); err != nil {
		return err
	}
	orgs, err := s.Orgs(ctx)
	if err != nil {
		return err
	}
	byCode := map[string]int64{}
	for _, o := range orgs {
		byCode[o.Code] = o.ID
	}
	hash, err := handlers.HashPassword(password)
	if err != nil {
		return err
	}
	for _, p := range countyPeople {
		person := models.Person{Login: p.login, Name: p.name, Phone: p.phone}
		for _, r := range p.roles {
			at := models.Role{Kind: r.kind, OrgID: byCode[r.code]}
			if r.only != "" {
				at.Departments = []int64{byCode[r.only]}
			}
			person.Roles = append(person.Roles, at)
		}
		if err := s.CreatePerson(ctx, &person, hash, false); err != nil {
			return fmt.Errorf("%s: %w", p.login, err)
		}
	}
	return nil
}
