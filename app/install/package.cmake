# How CPack makes a Debian package of what is installed (app/package calls it). The libraries that it depends on are read from
# the program; what programs open by name, and the fonts, are named by whoever calls.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME phasescope)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "instrument for seeing how transformers know position")
set(CPACK_PACKAGE_DESCRIPTION "Phasescope computes positional encodings exactly, draws them on the GPU at any
length, measures what they can and cannot tell, and exports what is seen as a
figure or as numbers, from its window or from the command line. It brings
lessons for the lecture room in English and Chinese.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Files and folders have the modes that Debian asks for, whatever the umask was.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/debian.cmake)
include(CPack)
