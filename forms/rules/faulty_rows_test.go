package rules_test

import (
	"slices"
	"strings"
	"testing"

	"jixiao/forms/rules"
	"jixiao/models"
)

// faultyRows are rows as forms that were sent back hold them: class, name,
// value, and the one finding that follows.
const faultyRows = `
数量指标|就业人数|若干|error indicator-not-quantified
数量指标|培训班期数|按需举办|error indicator-not-quantified
数量指标|种植面积|大幅增加|error indicator-not-quantified
数量指标|完成投资额|全部完成|error indicator-not-quantified
数量指标|检查次数（次）|多次|error indicator-not-quantified
数量指标|参训率|全员|error indicator-not-quantified
质量指标|工程合格率|达标|error indicator-not-quantified
经济效益指标|村集体收入|稳步增长|warning indicator-not-quantified
社会效益指标|政策知晓率|逐步提高|warning indicator-not-quantified
社会效益指标|受益群众人数|全县群众|warning indicator-not-quantified
质量指标|验收合格率|≥980%|error indicator-percent-range
质量指标|验收合格率|９５０％|error indicator-percent-range
质量指标|覆盖率|百分之一百二十|error indicator-percent-range
质量指标|任务完成率|≥105%|warning indicator-percent-range
经济效益指标|销售额增长|150%|warning indicator-percent-range
数量指标|召开会议|≥0次|error indicator-trivial
数量指标|购置设备|大于等于０台|error indicator-trivial
质量指标|验收合格率|≤100%|error indicator-trivial
社会效益指标|政策知晓率|不超过100％|error indicator-trivial
数量指标|新建站点|0个|warning indicator-zero
数量指标|慰问户数|０户|warning indicator-zero
数量指标|2次|≥2次|error indicator-name-is-value
数量指标|三个|≥3个|error indicator-name-is-value
数量指标|100%|100%|error indicator-name-is-value
数量指标|≥**人|≥20人|error indicator-name-is-value
数量指标|指标2|≥20人|error indicator-name-is-value
数量指标|××工程数量|≥2个|warning indicator-name-is-value
数量指标|培训人数(≥**人)|≥20人|warning indicator-name-is-value
数量指标|带动就业|/|error indicator-placeholder
数量指标|带动就业|——|error indicator-placeholder
质量指标|补助发放情况|暂无|error indicator-placeholder
数量指标|带动就业|××人|error indicator-placeholder
质量指标|完成质量|良好|warning indicator-vague
质量指标|工作质量|有效提高|warning indicator-vague
时效指标|项目进度|按计划推进|warning indicator-vague
时效指标|补贴发放|及时、足额发放|warning indicator-vague
时效指标|完成时间|尽快完成|warning indicator-vague
社会效益指标|营商环境|进一步优化|note indicator-vague
生态效益指标|生态环境|得到有效改善|note indicator-vague
可持续影响指标|可持续发展|持续发挥作用|note indicator-vague
数量指标|培训人数总计|≥500|warning indicator-unit-missing
数量指标|改造厕所|200|warning indicator-unit-missing
质量指标|抽检合格率|98|warning indicator-unit-missing
时效指标|建设工期|≤180|warning indicator-unit-missing
数量指标|保障退休职工|16个|note indicator-unit-odd
数量指标|网格员数量|120个|note indicator-unit-odd
数量指标|信息系统|1家|note indicator-unit-odd
质量指标|补贴发放率|12个月|note indicator-unit-odd
质量指标|抽检合格率|＝98%|note indicator-sign
时效指标|资金拨付进度|100%|warning indicator-wrong-class
数量指标|预算执行率|100%|warning indicator-wrong-class
质量指标|资金支付准确率|100%|warning indicator-wrong-class
社会效益指标|受益群众满意率|≥95%|warning indicator-wrong-class
时效指标|完成时间|2024年3月|error timeliness-date
时效指标|完成时限|2025年底前|error timeliness-date
时效指标|开工时间|2022年10月|error timeliness-date
时效指标|建设期|2023年3月至2024年10月|error timeliness-date
时效指标|完成时间|次年6月底前|error timeliness-date
时效指标|建设周期|三年|error timeliness-period
时效指标|项目周期|18个月|error timeliness-period
时效指标|建设工期|一年半|error timeliness-period
成本指标|设备采购标准|≥3000元/台|error cost-lower-bound
成本指标|人工成本|不低于5万元|error cost-lower-bound
成本指标|场地费|大于2万元|error cost-lower-bound
成本指标|设备采购费|≤50万元|error cost-exceeds-funding
成本指标|设备采购费(万元)|50|error cost-exceeds-funding
成本指标|设备采购费|500，000元|error cost-exceeds-funding
成本指标|设备采购费|0.02亿元|error cost-exceeds-funding
成本指标|设备采购费|5000元|warning cost-below-funding
成本指标|办公支出|据实列支|warning cost-not-numeric
成本指标|成本控制|不超预算|warning cost-not-numeric
服务对象满意度指标|群众满意度|较满意|error satisfaction-target
服务对象满意度指标|群众满意度|显著提高|error satisfaction-target
服务对象满意度指标|群众满意度|＝100%|warning satisfaction-target
服务对象满意度指标|群众满意度|≥75%|warning satisfaction-target
服务对象满意度指标|群众满意度|9.5分|warning satisfaction-target
数量指标|为全县六十岁以上的老年人和残疾人每年免费提供一次健康体检的总人次|≥500人次|note indicator-name-long
`

func TestRowsThatWereSentBackDrawTheirOneFinding(t *testing.T) {
	c := checker(t)
	for line := range strings.Lines(strings.TrimSpace(faultyRows)) {
		t.Run(strings.TrimSpace(line), func(t *testing.T) {
			row := strings.Split(strings.TrimSpace(line), "|")
			d := honest()
			target(costRow, "", "≤500元/人天")(&d)
			for _, side := range models.Sides {
				d.Indicators = append(d.Indicators, models.Indicator{
					ID: models.NewRowID(), Side: side, Level1: level1Of(row[0]), Level2: row[0], Level3: row[1], Value: row[2],
				})
			}
			var got []string
			for _, f := range c.Check(&d, rules.Facts{}) {
				got = append(got, string(f.Severity)+" "+f.Rule)
			}
			if !slices.Equal(got, row[3:]) {
				t.Errorf("got %q", got)
			}
		})
	}
}
