package main

import (
	"net"
	"net/netip"

	"jixiao/assets"
	"jixiao/handlers"
	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// The sample of 2023 is for trying the program out. Everybody knows the
// passwords of its accounts, so it is served on this machine alone.
const (
	samplePassword = "jixiao-2023"
	sampleYear     = 2023
	// sampleMark is the setting that a database made by the sample bears.
	sampleMark   = "sample"
	sampleMaking = "making"
	sampleMade   = "2023"
)

// sampleOrgs is the tree of the sample; parents are named by the IDs here.
var sampleOrgs = []models.Org{
	{ID: -1, Name: "兴县财政局", Kind: models.Bureau, Region: "兴县"},
	{ID: -2, Code: "903", Name: "经济建设股", Kind: models.Section, ParentID: -1},
	{ID: -3, Code: "026", Name: "兴县工业和信息化局", Kind: models.Department, Region: "兴县"},
	{ID: -4, Code: "026001", Name: "兴县电子商务服务中心", Kind: models.Unit, ParentID: -3},
}

// sampleAccounts are the accounts of the sample, with a role as user add reads
// it. The persons and their numbers are invented.
var sampleAccounts = []struct{ login, name, phone, role, does string }{
	{"jingban", "李经办", "0358-0000001", "handler=026001", "经办人：兴县电子商务服务中心"},
	{"zhuguan", "王主管", "0358-0000002", "department=026", "主管部门审核人：兴县工业和信息化局"},
	{"caizheng", "赵财政", "0358-0000003", "finance", "财政审核人"},
	{"jingjian", "孙经建", "0358-0000004", "department=903", "主管部门审核人：经济建设股"},
	{"admin", "管理员", "0358-0000005", "admin", "管理员"},
}

// shownAccounts returns the accounts as the sign-in page shows them.
func shownAccounts() []templates.Account {
	shown := make([]templates.Account, len(sampleAccounts))
	for i, a := range sampleAccounts {
		shown[i] = templates.Account{Login: a.login, Role: a.does, Password: samplePassword}
	}
	return shown
}

// isLoopback reports whether only this machine reaches a listening address.
func isLoopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}

// allowSample makes the sample in an empty database when it is asked for, and
// keeps it away from every address that others reach.
func allowSample(p *program, s *store.Store, asked bool, addr string) error {
	mark, err := s.Setting(p.ctx, sampleMark)
	if err != nil {
		return err
	}
	if !asked {
		if mark != "" && !isLoopback(addr) {
			return refuse("这个数据库是 --sample 建立的，演示账号的密码人人知道，只能用于 127.0.0.1；正式使用请另建数据库")
		}
		return nil
	}
	switch mark {
	case sampleMade:
		return nil
	case sampleMaking:
		return refuse("上次建立样例数据时中断，请删除这个数据库后重新启动")
	}
	empty, err := s.Empty(p.ctx)
	if err != nil {
		return err
	}
	if !empty {
		return refuse("这个数据库不是 --sample 建立的，不能加入演示账号；请去掉 --sample，或用 --database 指定另一个数据库")
	}
	return makeSample(p, s)
}

// makeSample fills an empty database.
func makeSample(p *program, s *store.Store) error {
	if err := s.SetSetting(p.ctx, sampleMark, sampleMaking); err != nil {
		return err
	}
	if _, _, err := s.SaveOrgs(p.ctx, sampleOrgs); err != nil {
		return err
	}
	if err := makeAccounts(p, s); err != nil {
		return err
	}
	round := models.Round{Year: sampleYear, Name: "一上"}
	if err := s.CreateRound(p.ctx, &round); err != nil {
		return err
	}
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		return err
	}
	drafts := drafting{program: p, store: s}
	if err := drafts.begin(sampleAccounts[0].login); err != nil {
		return err
	}
	if err := drafts.add("2023 年样例", docs); err != nil {
		return err
	}
	lines, err := models.ReadBudget(assets.SampleBudget)
	if err != nil {
		return err
	}
	if err := s.ReplaceBudget(p.ctx, sampleYear, lines, drafts.person.ID); err != nil {
		return err
	}
	return s.SetSetting(p.ctx, sampleMark, sampleMade)
}

func makeAccounts(p *program, s *store.Store) error {
	tree, err := s.Orgs(p.ctx)
	if err != nil {
		return err
	}
	for _, a := range sampleAccounts {
		roles, err := readRoles([]string{a.role}, tree)
		if err != nil {
			return err
		}
		hash, err := handlers.HashPassword(samplePassword)
		if err != nil {
			return err
		}
		person := models.Person{Login: a.login, Name: a.name, Phone: a.phone, Roles: roles}
		if err := s.CreatePerson(p.ctx, &person, hash, false); err != nil {
			return err
		}
	}
	return nil
}
