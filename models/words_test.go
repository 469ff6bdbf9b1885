package models_test

import (
	"strings"
	"testing"

	"jixiao/models"
)

func TestEveryListOfWordsIsFilled(t *testing.T) {
	w := models.DefaultWords()
	for _, list := range []models.WordList{
		models.PeopleNouns, models.PlatformNouns, models.AsksNumber, models.AsksNoNumber, models.MayExceed,
		models.UpperBounds, models.ZeroIsGood, models.ZeroGoals, models.Complaints, models.Satisfaction, models.Saving, models.Building,
		models.MoneyMoves, models.MoneyNouns, models.OnTime, models.Proper, models.OtherTimes, models.TotalInvestment, models.UnitCosts,
		models.NotTotalCosts, models.NoSumEndings, models.WholeCosts, models.Unitless, models.Fillers, models.VagueLevels, models.VagueCompany,
	} {
		if len(w.List(list)) == 0 {
			t.Errorf("the list %s is empty", list)
		}
	}
}

func TestAnOfficeAddsItsOwnWords(t *testing.T) {
	w, err := models.LoadWords(strings.NewReader(`{"units":{"count":["窝"]},"lists":{"people":["河长"]},"same_units":{"窝":"个"}}`))
	if err != nil {
		t.Fatal(err)
	}
	if w.KindOf("窝") != models.UnitCount || !w.Has("在岗河长数", models.PeopleNouns) || !w.SameUnit("窝", "个") {
		t.Error("the words of the office are not there")
	}
	if !w.Has("在职人员", models.PeopleNouns) || w.KindOf("万元") != "" || w.KindOf("元/人") != models.UnitMoney {
		t.Error("the built-in words are not what they were")
	}
	if v := w.WithUnit(w.ParseValue("≥30"), "窝"); v.Unit != "窝" {
		t.Errorf("30 with 窝 is %q", v)
	}
	if models.DefaultWords().Has("在岗河长数", models.PeopleNouns) {
		t.Error("the built-in words were changed")
	}
}

func TestAFaultyListOfWordsIsRefused(t *testing.T) {
	for name, file := range map[string]string{
		"broken":                `{"units":`,
		"a field unknown":       `{"unit":{}}`,
		"a list unknown":        `{"lists":{"peopel":["河长"]}}`,
		"a kind unknown":        `{"units":{"cuont":["窝"]}}`,
		"a list that is a text": `{"lists":{"people":"河长"}}`,
	} {
		if _, err := models.LoadWords(strings.NewReader(file)); models.KindOf(err) != models.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}
