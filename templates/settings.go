package templates

// Settings are what the administrator decides about prints.
type Settings struct {
	Base
	Margins  []Option
	Captions []SettingBlank
	Server   SettingBlank
	Code     bool // check code and QR code are printed
	Refused  bool // something is wrong, nothing was saved
	Fonts    []FontInUse
	Log      []SettingChange
}

// View returns "settings".
func (*Settings) View() string { return "settings" }

// SettingBlank is one text that is typed, and what is wrong with it.
type SettingBlank struct{ Value, Usual, Problem string }

// FontInUse is a font that prints are made with.
type FontInUse struct {
	Use   string // what it sets
	Name  string
	Lacks string // characters of GB 2312 that another font prints for it
	Count int    // of them
}

// SettingChange is one line of the record.
type SettingChange struct{ At, Person, What string }
