namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>LightGBM itself, as a shared library that somebody built; a test that needs it skips where it is absent.</summary>
static class LightGbmPeer
{
    /// <summary>Trains one of the cases of the script, and answers rows with it.</summary>
    public static PeerFolder Train(string name)
    {
        var library = Environment.GetEnvironmentVariable("WARMLEADS_TEST_LIGHTGBM");
        Assert.SkipWhen(string.IsNullOrEmpty(library), "No LightGBM: name a lib_lightgbm.so in WARMLEADS_TEST_LIGHTGBM.");
        var folder = new PeerFolder();
        Python.Run("numpy", "lightgbm_peer.py", library!, name, folder.ToString());
        return folder;
    }
}
