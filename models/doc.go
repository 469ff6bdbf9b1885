// Package models holds the words of the domain: amounts, the interchange
// document, organisations and people, declarations and their history, and the
// one answer to questions of permission. It depends on nothing but the standard
// library.
//
// # Glossary
//
// One word for one thing, in code as on the pages:
//
//	申报表        Document         what stands on one form; never 表单
//	             Declaration      a 申报表 as it is kept, with its state
//	实施期, 年度  Side             Total and Annual, the two halves
//	一级指标      Level1           产出, 效益, 满意度
//	二级指标      Level2, Class    数量指标, 质量指标, …
//	三级指标      Level3           the name of an indicator
//	指标值        Value            the target, as typed
//	指标          Indicator        one row of one half
//	资金总额      Funds.Amount
//	资金来源      Source           中央, 省级, 市县(区), 单位自筹, 其他
//	经办人        Handler          fills in a declaration for a unit
//	负责人        Signoff.Head     head of the unit; signs on paper
//	主管部门      Department       reviews first
//	实施单位      Unit             预算单位
//	财政局, 股室  Bureau, Section
//	批次          Round            一上, 二上, 年中追加, 调整
//	草稿          Draft
//	送审          Submit           never 提交
//	退回          Return           never 驳回
//	审核          Pass, review     never 审批
//	批复          Approve          only the finance bureau's act
//	撤回          Withdraw         by the 经办人
//	取消审核      Retract          by the reviewer
//	不予安排      Decline
//	作废          Discard, Void
//	盖章扫描件    StampedScan      the paper that came back
//	已归档        Filed            a version whose stamped scan is there; no state
//	附件          Attachment
//	附件清单      Papers           the documents behind a declaration
//	意见          Opinion          on the whole form; Remark on one cell
//	答复          Reply            of the unit to a Remark
//	版本          Version          what was sent in once; never changes
//	             Revision         a count of saves
//	错误, 提醒, 提示 SeverityError, SeverityWarning, SeverityNote
//	编号, 校验码   Mark             what a print carries at its foot: Number and Code
//	分            Fen              the unit of every sum of money
package models
