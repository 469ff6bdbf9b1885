package handlers

import (
	"errors"
	"net/url"
	"strconv"

	"jixiao/forms/workflow"
	"jixiao/models"
	"jixiao/models/store"
)

// mostAtOnce is how many declarations are moved by one press of a button.
const mostAtOnce = 200

// outcome is what became of one declaration of several; err is nil where it
// was moved.
type outcome struct {
	before, after models.Declaration
	err           error
}

// targets reads the declarations of a post: id and revision side by side.
func targets(values url.Values) []store.Target {
	var all []store.Target
	for i, text := range values["id"] {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil || i >= len(values["revision"]) {
			continue
		}
		revision, _ := strconv.ParseInt(values["revision"][i], 10, 64)
		all = append(all, store.Target{ID: id, Revision: revision})
	}
	return all
}

// moveEach makes a move for each of several declarations, each in a transaction
// of its own: what is refused for one, or fails, leaves the others as they are.
// Those that the person may not read are left out.
func (s *Server) moveEach(v *visit, all []store.Target, ask func(*models.Declaration) workflow.Request) ([]outcome, error) {
	if len(all) > mostAtOnce {
		return nil, refuseMany(len(all))
	}
	var outcomes []outcome
	for _, target := range all {
		before, err := s.Store.Declaration(v.ctx, target.ID)
		if models.KindOf(err) == models.NotFound || err == nil && v.scope.Access(&before) < models.Read {
			continue
		}
		if err != nil {
			return outcomes, err
		}
		after, err := s.apply(v, target, ask(&before))
		if readErr := s.readable(v, &before); readErr != nil {
			return outcomes, readErr
		}
		outcomes = append(outcomes, outcome{before, after, err})
	}
	return outcomes, nil
}

func refuseMany(n int) error {
	return models.Refuse(models.Invalid, "一次最多办理 "+strconv.Itoa(mostAtOnce)+" 份，选了 "+strconv.Itoa(n)+" 份，都没有办理。请分几次选。")
}

// why says in Chinese why a declaration was not moved. What is no refusal goes
// to the log.
func (s *Server) why(v *visit, o outcome) string {
	var pending *workflow.Pending
	switch kind := models.KindOf(o.err); {
	case errors.As(o.err, &pending):
		return pending.Error()
	case kind == models.Conflict:
		return "打开这一页后被别人改过，请看过后再办"
	case kind != models.Internal:
		return messageOf(o.err)
	}
	s.Log.Error("one of several moves", "number", number(v), "declaration", o.before.ID, "error", o.err.Error())
	return "系统出了问题，请过一会儿再试"
}
