namespace SearchCore.Articles.Reading;

/// <summary>A format that reads by more than its name says.</summary>
internal interface IIdentifiedFormat
{
    /// <summary>All that it reads by, on one line.</summary>
    string Identity { get; }
}
