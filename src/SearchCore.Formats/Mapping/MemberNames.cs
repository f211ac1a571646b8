namespace SearchCore.Formats.Mapping;

/// <summary>What the members of scraped records, of agencies' JSON and of tables are called, the surest name first.</summary>
/// <remarks>Names are compared without case, blanks, <c>_</c>, <c>-</c> and <c>.</c>.</remarks>
internal static class MemberNames
{
    public static readonly string[] Id =
        ["id", "articleid", "newsid", "docid", "documentid", "guid", "uri", "uuid", "_id", "fingerprint", "hash", "an", "storyid"];

    public static readonly string[] Title =
    [
        "title", "headline", "webtitle", "hl", "articletitle", "headlines", "titlepage", "titlerss", "head", "headlinetext",
        "articleheadline", "newstitle", "newsheadline", "subject",
    ];

    public static readonly string[] Body =
    [
        "maintext", "bodytext", "contenttext", "articlebody", "fulltext", "body", "text", "content", "article", "articletext",
        "fullcontent", "articlecontent", "newscontent", "storybody", "plaintext", "bodies", "bodyhtml", "bodyxhtml", "bodyhtml5",
        "bodynitf", "contenthtml", "html", "leadparagraph", "shortdescription", "description", "summary",
        "abstract", "excerpt", "trailtext",
    ];

    /// <summary>Of those of a body the ones that a list of articles has, too: what it says of itself.</summary>
    public static readonly string[] Leads = ["shortdescription", "description", "summary", "abstract", "excerpt", "trailtext"];

    public static readonly string[] Published =
    [
        "published", "publishedat", "datepublish", "datepublished", "publishdate", "publisheddate", "pubdate", "publicationdate",
        "webpublicationdate", "firstpublished", "firstcreated", "dategmt", "date", "datetime", "publishedtime", "time", "timestamp",
        "createdat", "created", "versioncreated", "pubtime", "day",
    ];

    public static readonly string[] Source =
    [
        "source", "publication", "publisher", "sourcename", "newspaper", "outlet", "sourcehostname", "sitename", "provider", "agency",
        "infosource", "infosources", "sourcecommonname",
        "sourcedomain", "hostname", "domain", "site", "feed",
    ];

    public static readonly string[] Url =
    [
        "url", "link", "weburl", "articleurl", "canonicalurl", "canonical", "permalink", "sourceurl", "documentidentifier", "href",
        "shorturl",
    ];

    public static readonly string[] Section = ["section", "sectionname", "category", "desk", "rubric", "topic", "newsdesk", "channel"];

    public static readonly string[] Language = ["language", "lang", "inlanguage", "languagecode"];

    public static readonly string[] Authors =
        ["authors", "author", "byline", "by", "creator", "writer", "writers", "journalist", "reporter"];

    public static readonly string[] Tags =
        ["tags", "tag", "keywords", "keyword", "newskeywords", "categories", "topics", "subjects", "subject"];

    /// <summary>Members that hold entities, with their kind.</summary>
    public static readonly (string Name, string Kind)[] Entities =
    [
        ("person", "person"), ("people", "person"), ("persons", "person"), ("organisation", "organization"),
        ("organisations", "organization"), ("organization", "organization"), ("organizations", "organization"),
        ("company", "organization"), ("companies", "organization"), ("place", "place"), ("places", "place"), ("location", "place"),
        ("locations", "place"),
    ];

    /// <summary>Objects whose members are the record's own: <c>{"id", "fields": {"body", "byline"}}</c>.</summary>
    public static readonly string[] Wrappers = ["fields", "_source", "attributes", "article"];

    /// <summary>Lists that hold an answer's records.</summary>
    public static readonly HashSet<string> Envelopes = new(StringComparer.Ordinal)
    {
        "articles", "results", "items", "docs", "documents", "data", "news", "hits", "posts", "entries", "response",
        "stories", "records", "rows", "value",
    };

    /// <summary>Whether a name, as it is compared, is one of those above.</summary>
    public static bool IsKnown(string key) =>
        Id.Contains(key) || Title.Contains(key) || Body.Contains(key) || Published.Contains(key) || Source.Contains(key)
        || Url.Contains(key) || Authors.Contains(key) || Tags.Contains(key) || Section.Contains(key) || Language.Contains(key);

    /// <summary>A name as it is compared.</summary>
    public static string Key(string name)
    {
        Span<char> key = stackalloc char[Math.Min(name.Length, 64)];
        var length = 0;
        foreach (var c in name)
        {
            if (c is not ('_' or '-' or ' ' or '.' or ':') && length < key.Length)
            {
                key[length++] = char.ToLowerInvariant(c);
            }
        }

        return length == 2 && name == "_id" ? "_id" : key[..length].ToString();
    }
}
