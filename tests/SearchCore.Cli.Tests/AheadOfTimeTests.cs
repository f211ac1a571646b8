using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

using SearchCore.Proofs.Running;

namespace SearchCore.Cli.Tests;

/// <summary>A Release build on Linux leaves the console compiled ahead of time, unless it was asked not to (docs/decisions/0002).</summary>
public sealed class AheadOfTimeTests
{
    [ImagesFact]
    public void Every_assembly_beside_the_console_is_an_image()
    {
        var assemblies = Directory.GetFiles(ImagesFactAttribute.Folder, "*.dll")
            .Where(f => !Path.GetFileName(f).StartsWith("Microsoft.", StringComparison.Ordinal)).ToList();
        Assert.Contains(assemblies, f => Path.GetFileName(f) == "SearchCore.dll");
        Assert.Contains(assemblies, f => Path.GetFileName(f) == "Lucene.Net.dll");
        Assert.Empty(assemblies.Where(f => !IsImage(f)).Select(Path.GetFileName));
    }

    // Marked, a method is in no image; the library itself has such (docs/decisions/0077).
    [ImagesFact]
    public void Methods_that_the_library_has_optimized_at_once_are_in_its_image_too()
    {
        Assert.NotEqual(0, Marked(Path.Combine(AppContext.BaseDirectory, "SearchCore.dll")));
        Assert.Equal(0, Marked(Path.Combine(ImagesFactAttribute.Folder, "SearchCore.dll")));
    }

    // The libraries that the tests themselves run stay IL, so both are seen.
    [Fact]
    public void An_assembly_without_native_code_is_told_apart() =>
        Assert.False(IsImage(Path.Combine(AppContext.BaseDirectory, "SearchCore.TestKit.dll")));

    private static int Marked(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        var metadata = reader.GetMetadataReader();
        return metadata.MethodDefinitions.Count(
            handle => metadata.GetMethodDefinition(handle).ImplAttributes.HasFlag(MethodImplAttributes.AggressiveOptimization));
    }

    private static bool IsImage(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        return reader.PEHeaders.CorHeader is { ManagedNativeHeaderDirectory.Size: > 0 };
    }
}

/// <summary>A test on the images beside the console: skipped, with a word, where the build was not to make any.</summary>
internal sealed class ImagesFactAttribute : FactAttribute
{
    /// <summary>The folder of the console's executable, in the configuration that the tests were built in.</summary>
    public static readonly string Folder = Path.GetDirectoryName(ConsoleProcess.Built(AppContext.BaseDirectory))!;

    public ImagesFactAttribute() => Skip = Reason();

    private static string? Reason()
    {
        if (Path.GetFileName(Path.GetDirectoryName(Folder)) != "Release")
        {
            return "only a Release build makes images";
        }

        // Where they are not proven, the build makes none by itself.
        var byDefault = OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture is (Architecture.X64 or Architecture.Arm64)
            && !RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);
        return Asked() switch
        {
            "false" => "the console was built with -p:AheadOfTime=false",
            "true" => null,
            _ => byDefault ? null : "no images are made on this platform",
        };
    }

    // What the build wrote into the console's assembly: "true", "false", or nothing where nobody asked and the platform has no default.
    private static string? Asked()
    {
        using var reader = new PEReader(File.OpenRead(Path.Combine(Folder, "SearchCore.Cli.dll")));
        var metadata = reader.GetMetadataReader();
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var value = metadata.GetBlobReader(metadata.GetCustomAttribute(handle).Value);
            if (value.Length > 2 && value.ReadUInt16() == 1 && Constructor(metadata, handle) == nameof(AssemblyMetadataAttribute)
                && value.ReadSerializedString() == "AheadOfTime")
            {
                return value.ReadSerializedString();
            }
        }

        return null;
    }

    private static string Constructor(MetadataReader metadata, CustomAttributeHandle handle) =>
        metadata.GetCustomAttribute(handle).Constructor is { Kind: HandleKind.MemberReference } constructor
        && metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } type
            ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name)
            : "";
}
