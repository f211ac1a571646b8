namespace SearchCore.Articles;

/// <summary>Something of a record that was dropped or repaired, before it is known of which source.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Detail">It, for a person.</param>
/// <param name="Member">The member that it happened to; empty for the record as a whole.</param>
/// <param name="Value">The value as it came; empty where it is not one.</param>
internal readonly record struct RecordNotice(ArticleNoticeKind Kind, string Detail, string Member = "", string Value = "");
