// Package assets holds the files that are part of the program: fonts, style
// sheets, scripts and the sample of 2023.
package assets

import "embed"

// Regular and Bold are Noto Serif SC as TrueType (OFL-1.1, fonts/ORIGIN.md).
// The bytes are shared: whoever writes into them makes a copy first.
var (
	//go:embed fonts/NotoSerifSC_400Regular.ttf
	Regular []byte
	//go:embed fonts/NotoSerifSC_700Bold.ttf
	Bold []byte
)

// The sample of 2023: eleven published declarations of one county unit as
// interchange documents, and its budget table.
var (
	//go:embed sample/declarations-2023.json
	SampleDeclarations []byte
	//go:embed sample/budget-2023.csv
	SampleBudget []byte
)

// Indicators is the starter library of indicators, which models.ReadLibrary
// reads.
//
//go:embed library/indicators.json
var Indicators []byte

// Static holds the style sheets and scripts under static/.
//
//go:embed static
var Static embed.FS
