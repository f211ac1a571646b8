using System.Text.Json.Serialization;

namespace SearchCore.Queries;

/// <summary>
/// The article at a web address; it filters and does not score. The scheme, <c>www.</c>, the ports 80 and 443, a user's name, the fragment
/// and a slash at the path's end play no part, nor does the case of the host; all else is compared as it is written. A text that is no web
/// address matches articles that have the same text for one.
/// </summary>
/// <param name="Address">The address, or what it begins with.</param>
/// <param name="IsPrefix">Whether addresses that begin so count too.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record AddressNode(string Address, bool IsPrefix = false) : QueryNode;

/// <summary>
/// Articles from a site: whose address is of the host or of one below it, whatever its case. It filters and does not score.
/// </summary>
/// <param name="Host"><c>bbc.co.uk</c>, which <c>www.bbc.co.uk</c> and <c>news.bbc.co.uk</c> are of.</param>
[JsonConverter(typeof(QueryJsonConverterFactory))]
public sealed record SiteNode(string Host) : QueryNode;
